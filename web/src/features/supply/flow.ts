/** Two sides of the same litres, joined by the product: each name to its products, each product to its names. */
import type { QueryRow } from "../../client/contract";

/** The columns of the flow, from left to right. */
export const PATH = ["importer", "product", "marketer"] as const;

interface Side {
  /** The column that holds its names. */
  name: "company" | "depot";
  rows: readonly QueryRow[];
}

/** A thread thinner than this part of its side is not drawn. */
const LEAST = 0.001;

/** Rows that each tell half of the way: who brought a product in, or who took it out. */
export function flow(before: Side, after: Side, unit: string): QueryRow[] {
  return [...half(before, "importer", unit), ...half(after, "marketer", unit)];
}

function half({ name, rows }: Side, column: string, unit: string): QueryRow[] {
  const total = rows.reduce((sum, row) => sum + (Number(row["volume"]) || 0), 0);
  return rows
    .filter((row) => Number(row["volume"]) > total * LEAST)
    .map((row) => ({
      [column]: row[name] ?? null,
      product: row["product"] ?? null,
      volume: row["volume"] ?? null,
      unit,
    }));
}
