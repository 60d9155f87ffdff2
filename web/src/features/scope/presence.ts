/** Who came into the market and who left it, out of the first and the last month of each. */
import type { QueryRow } from "../../client/contract";
import { monthBy } from "../../ui/dates";

interface Presence {
  /** First sold within the period, the newest first; those that were there from the first figures on are not new. */
  entered: readonly QueryRow[];
  /** Last sold within the twelve months before the period, the latest to leave first. */
  left: readonly QueryRow[];
}

/** Rows of `first_month` and `last_month`, over all that is known up to the period's end, by who is new and who is gone. */
export function entries(
  rows: readonly QueryRow[],
  { from, until }: { from: string; until: string },
): Presence {
  const first = (row: QueryRow) => String(row["first_month"] ?? "");
  const last = (row: QueryRow) => String(row["last_month"] ?? "");
  const beginning = rows.map(first).filter(Boolean).sort()[0] ?? "";
  return {
    entered: rows
      .filter((row) => first(row) >= from && first(row) <= until && first(row) > beginning)
      .sort((a, b) => first(b).localeCompare(first(a))),
    left: rows
      .filter((row) => last(row) >= monthBy(from, -12) && last(row) < from)
      .sort((a, b) => last(b).localeCompare(last(a))),
  };
}
