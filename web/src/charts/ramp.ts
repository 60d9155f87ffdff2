/** Colours that say how much: one ramp for amounts, one that parts at nothing for changes. */
const STEPS = 7;

export interface Ramp {
  low: number;
  high: number;
  isChange: boolean;
}

/** From nothing to the largest; where there are values below nothing, as far down as up. */
export function rampOf(values: readonly number[]): Ramp {
  const isChange = values.some((each) => each < 0);
  const high = Math.max(...values.map(Math.abs), 0);
  return { low: isChange ? -high : 0, high, isChange };
}

/** The CSS variable of a value's colour, and of the words that stand on it. */
export function stepOf({ low, high, isChange }: Ramp, value: number): { fill: string; ink: string } {
  const part = high === low ? 0 : (value - low) / (high - low);
  const step = Math.min(STEPS, Math.floor(part * STEPS) + 1);
  const name = isChange ? "div" : "seq";
  return { fill: `--chart-${name}-${step}`, ink: `--chart-${name}-on-${step}` };
}

/** The variables of a ramp's colours, from low to high. */
export function rampColours({ isChange }: Ramp): string[] {
  return Array.from({ length: STEPS }, (_, at) => `--chart-${isChange ? "div" : "seq"}-${at + 1}`);
}
