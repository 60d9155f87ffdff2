/** How numbers read on the page: `2.61 bn L`, `340.5 M kg`, `12,450 L`. Full precision stays in tables and exports. */
import { words } from "../words/ui";

export type CountUnit = "L" | "kg";

const STEPS = [
  { from: 1e9, by: 1e9, word: words.billions },
  { from: 1e6, by: 1e6, word: words.millions },
  { from: 1e4, by: 1e3, word: words.thousands },
] as const;

const [WHOLE, ONE, TWO] = [digits(0), digits(1), digits(2)];
const EXACT = new Intl.NumberFormat(words.locale, { maximumFractionDigits: 3 });

/** Three significant figures or one decimal, whichever says more: `2.61 bn`, `340.5 M`, `502.0 M`, `9,450`. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  // What would round up to 1,000 of one step is said as 1 of the next.
  const step = STEPS.find((each) => size >= each.from * 0.99995);
  if (!step) return size < 100 && !Number.isInteger(value) ? minus(ONE, value) : minus(WHOLE, value);
  const scaled = value / step.by;
  return `${minus(Math.abs(scaled) < 10 ? TWO : ONE, scaled)} ${step.word}`;
}

/** On an axis, where round numbers stand: `500 M`, `1.5 bn`. */
export function axisNumber(value: number): string {
  return shortNumber(value).replace(/\.(\d*?)0+(?!\d)/, (_, kept: string) => (kept ? `.${kept}` : ""));
}

/** A change of an amount: `+11.2 M`. */
export function signedNumber(value: number): string {
  return value > 0 ? `+${shortNumber(value)}` : shortNumber(value);
}

/** A volume or mass with its unit, short. */
export function shortQuantity(value: number, unit: string): string {
  return `${shortNumber(value)} ${unit}`;
}

/** Every digit, grouped: what a table and a tie-out show. */
export function exactNumber(value: number): string {
  return minus(EXACT, value);
}

/** A size on a disk: `71.2 GB`. */
export function shortBytes(bytes: number): string {
  const [by, unit] = bytes >= 1e12 ? [1e12, "TB"] : bytes >= 1e9 ? [1e9, "GB"] : [1e6, "MB"];
  return `${EXACT.format(round(bytes / by, 1))} ${unit}`;
}

/** A change as a signed percentage: `+3.2 %`, from tenfold on `+1,332 %`; a true minus, so that columns align. */
export function signedPercent(ratio: number): string {
  const percent = round(ratio * 100, 1);
  const sign = percent > 0 ? "+" : percent < 0 ? "−" : "±";
  const size = Math.abs(percent);
  return `${sign}${size < 1000 ? size.toFixed(1) : WHOLE.format(size)} %`;
}

/** A change of a share in percentage points: `+3.0 points`. */
export function points(change: number): string {
  const size = Math.abs(round(change * 100, 1)).toFixed(1);
  const sign = size === "0.0" ? "±" : change > 0 ? "+" : "−";
  return `${sign}${size} points`;
}

/** A part of a whole as a percentage with one decimal: `12.4 %`. */
export function percent(ratio: number): string {
  const text = Math.abs(round(ratio * 100, 1)).toFixed(1);
  return `${ratio < 0 && text !== "0.0" ? "−" : ""}${text} %`;
}

/** A price with its two decimals: `14.29`. */
export function price(value: number): string {
  return minus(TWO, value);
}

/** A price on an axis: `14`, `14.5`. */
export function shortPrice(value: number): string {
  return Math.abs(value) < 1e4 ? minus(EXACT, round(value, 2)) : axisNumber(value);
}

/** A count with its noun: `1 file`, `1,204 rows`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(count)} ${count === 1 ? one : many}`;
}

/** So many decimals, no more and no fewer, so that figures beside each other line up. */
function digits(count: number): Intl.NumberFormat {
  return new Intl.NumberFormat(words.locale, { minimumFractionDigits: count, maximumFractionDigits: count });
}

/** With a true minus, as wide as a plus. */
function minus(format: Intl.NumberFormat, value: number): string {
  return format.format(value).replace("-", "−");
}

function round(value: number, decimals: number): number {
  const by = 10 ** decimals;
  return Math.round(value * by) / by;
}
