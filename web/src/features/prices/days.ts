/** The days for which a product's build-up was printed. */
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface BuildUpDay {
  day: string;
  /** Whether most of the parts that were ever printed of the product are there. */
  isFull: boolean;
}

/** Rows of `components` by product and day → each product's days, the product with the fullest table first. */
export function fullest(rows: readonly QueryRow[]): Map<string, BuildUpDay[]> {
  const known = rows.filter((row) => Number(row["components"]) > 1);
  const found = [...grouped(known, (row) => String(row["product"]))].map(([product, of]) => {
    const most = Math.max(...of.map((row) => Number(row["components"])));
    const days = of.map((row) => ({
      day: String(row["day"]),
      isFull: Number(row["components"]) > most * 0.6,
    }));
    return { product, most, days: days.sort((a, b) => a.day.localeCompare(b.day)) };
  });
  found.sort((a, b) => b.most - a.most || a.product.localeCompare(b.product));
  return new Map(found.map((each) => [each.product, each.days]));
}
