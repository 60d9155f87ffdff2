/** Every company's price of a day, lowest first, beside the market's median. */
import type { QueryRow } from "../../client/contract";

export interface Rung {
  company: string;
  price: number;
  /** From the median; below nothing is cheaper. */
  spread: number;
  /** Equal prices share a place. */
  place: number;
  isRevised: boolean;
  unit: string;
}

export function ladder(rows: readonly QueryRow[]): Rung[] {
  const rungs = rows
    .filter((row) => typeof row["average_price"] === "number")
    .map((row) => ({
      company: String(row["company"]),
      price: Number(row["average_price"]),
      spread: Number(row["spread"]),
      isRevised: Number(row["revisions"]) > 0,
      unit: String(row["unit"]),
      place: 0,
    }))
    .sort((a, b) => a.price - b.price || a.company.localeCompare(b.company));
  let place = 0;
  return rungs.map((each, index) => {
    if (each.price !== rungs[index - 1]?.price) place = index + 1;
    return { ...each, place };
  });
}

/** The day nearest to a wished one among days in order: the last that is not later, else the first. */
export function nearestDay(days: readonly string[], wished: string): string | undefined {
  return (wished && days.findLast((each) => each <= wished)) || (wished ? days[0] : days.at(-1));
}
