/** The days for which a product's build-up was printed. */
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface BuildUpDay {
  day: string;
  /** Whether most of the parts that were ever printed of the product in one table are there. */
  isFull: boolean;
}

/** A table with this part of the parts of the fullest one counts as full. */
const FULL = 0.6;

/** Rows of `components` by product, day and table → each product's days, the fullest in one unit first. */
export function fullest(rows: readonly QueryRow[]): Map<string, BuildUpDay[]> {
  const size = (of: readonly QueryRow[]) => Math.max(...of.map((row) => Number(row["components"])));
  const known = rows.filter((row) => Number(row["components"]) > 1);
  const found = [...grouped(known, (row) => String(row["product"]))].map(([product, of]) => {
    const most = size(of);
    const days = [...grouped(of, (row) => String(row["day"]))]
      .map(([day, tables]) => ({ day, isFull: size(tables) > most * FULL }))
      .sort((a, b) => a.day.localeCompare(b.day));
    // What is told in one unit throughout can be added up and compared over all its time.
    return { product, most, units: new Set(of.map((row) => row["unit"])).size, days };
  });
  found.sort((a, b) => a.units - b.units || b.most - a.most || a.product.localeCompare(b.product));
  return new Map(found.map((each) => [each.product, each.days]));
}

/** What a day is compared with: the wished one, none, or else the full day before it. */
export function comparedDay(days: readonly BuildUpDay[], day: string, wished: string): string {
  if (wished === NOTHING) return "";
  if (wished !== day && days.some((each) => each.day === wished)) return wished;
  return days.findLast((each) => each.isFull && each.day < day)?.day ?? "";
}

export const NOTHING = "none";
