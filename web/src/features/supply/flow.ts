/** Two sides of the same litres, joined by the product: each name to its products, each product to its names. */
import type { QueryRow } from "../../client/contract";
import { OTHERS_CODE } from "../../client/labels";

/** The columns of the flow, from left to right. */
export const PATH = ["importer", "product", "marketer"] as const;

interface Side {
  /** The column that holds its names. */
  name: "company" | "depot";
  rows: readonly QueryRow[];
}

/** A product that is less than this part of a side stands with the other small ones. */
const LEAST = 0.01;

/** Rows that each tell half of the way: who brought a product in, or who took it out. */
export function flow(before: Side, after: Side, unit: string): QueryRow[] {
  const large = new Set([...largeProducts(before), ...largeProducts(after)]);
  const half = ({ name, rows }: Side, column: string) =>
    rows
      .filter((row) => Number(row["volume"]) > 0)
      .map((row) => ({
        [column]: row[name] ?? null,
        product: large.has(row["product"]) ? (row["product"] ?? null) : OTHERS_CODE,
        volume: row["volume"] ?? null,
        unit,
      }));
  return [...half(before, "importer"), ...half(after, "marketer")];
}

function largeProducts({ rows }: Side) {
  const sums = new Map<QueryRow[string] | undefined, number>();
  let total = 0;
  for (const row of rows) {
    const volume = Number(row["volume"]) || 0;
    sums.set(row["product"], (sums.get(row["product"]) ?? 0) + volume);
    total += volume;
  }
  return [...sums].filter(([, volume]) => volume >= total * LEAST).map(([product]) => product);
}
