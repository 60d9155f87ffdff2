/** Colours that say how much: one ramp for amounts, one that parts at nothing for changes. */
const STEPS = 7;

export interface Ramp {
  low: number;
  high: number;
  isChange: boolean;
  /** Its ends stand for all that lies beyond them as well. */
  isCut: boolean;
}

/** A change so many times the middle one has the colour of the end: one alone shall not make all others pale. */
const FARTHEST = 4;

/**
 * From nothing to the largest; changes as far down as up.
 *
 * @param isChange which the values are anyway where one lies below nothing.
 */
export function rampOf(values: readonly number[], isChange = false): Ramp {
  const sizes = values.map(Math.abs).sort((a, b) => a - b);
  const largest = sizes.at(-1) ?? 0;
  if (!isChange && !values.some((each) => each < 0))
    return { low: 0, high: largest, isChange: false, isCut: false };
  const high = Math.min(largest, FARTHEST * (sizes[Math.floor(sizes.length / 2)] || largest));
  return { low: -high, high, isChange: true, isCut: high < largest };
}

/** The CSS variable of a value's colour, and of the words that stand on it. */
export function stepOf({ low, high, isChange }: Ramp, value: number): { fill: string; ink: string } {
  const part = high === low ? 0 : (value - low) / (high - low);
  const step = Math.max(1, Math.min(STEPS, Math.floor(part * STEPS) + 1));
  const name = isChange ? "div" : "seq";
  return { fill: `--chart-${name}-${step}`, ink: `--chart-${name}-on-${step}` };
}

/** The variables of a ramp's colours, from low to high. */
export function rampColours({ isChange }: Ramp): string[] {
  return Array.from({ length: STEPS }, (_, at) => `--chart-${isChange ? "div" : "seq"}-${at + 1}`);
}
