import type { QueryRow } from "../../client/contract";

/** The rows of the newest day alone: a later statement of what tanks hold replaces the earlier one. */
export function newest(rows: readonly QueryRow[]): QueryRow[] {
  const latest = rows.reduce((last, row) => (String(row["day"]) > last ? String(row["day"]) : last), "");
  return rows.filter((row) => row["day"] === latest);
}
