/** The periods between two, so that one without facts is seen as a gap. */
import { monthBy } from "../ui/dates";

const NEXT: Readonly<Record<string, (period: string) => string>> = {
  year: (year) => String(Number(year) + 1),
  half: (half) => nextPart(half, "H", 2),
  quarter: (quarter) => nextPart(quarter, "Q", 4),
  month: (month) => monthBy(month, 1),
};
/** Beyond this many the periods are no axis any more, so that a slip of a date costs nothing. */
const MOST = 2000;

/** Every period of a column from the first to the last that is known; days and windows are taken as they come. */
export function periodsOf(column: string, known: readonly string[]): string[] {
  const sorted = [...new Set(known)].sort();
  const next = NEXT[column];
  const last = sorted.at(-1);
  if (!next || last === undefined) return sorted;
  const all: string[] = [];
  for (let period = sorted[0]!; period <= last && all.length < MOST; period = next(period)) all.push(period);
  return all;
}

function nextPart(period: string, letter: string, parts: number): string {
  const [year = "", part = ""] = period.split(`-${letter}`);
  return Number(part) < parts ? `${year}-${letter}${Number(part) + 1}` : `${Number(year) + 1}-${letter}1`;
}
