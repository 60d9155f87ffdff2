/** Where companies are at home: the stage that they sell most in, and what that is counted in. */
import type { Row } from "../../charts/view";
import type { CountUnit } from "../../ui/numbers";
import { numberOf } from "./derive";

export function homeOf(roles: readonly Row[]): { source: string; unit: CountUnit } {
  const source = largest(roles, "source") || "omc";
  const there = roles.filter((row) => row["source"] === source);
  const hasLitres = there.some((row) => row["unit"] === "L" && (numberOf(row, "volume") ?? 0) > 0);
  return { source, unit: hasLitres || there.length === 0 ? "L" : "kg" };
}

function largest(rows: readonly Row[], column: string): string {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const code = String(row[column]);
    sums.set(code, (sums.get(code) ?? 0) + (numberOf(row, "volume") ?? 0));
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? "";
}
