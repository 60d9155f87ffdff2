/** Takes the figures of a chart along, with their unit, source and time. */
import { columnName } from "../client/labels";
import type { QueryAnswer } from "../client/contract";
import { csv, type Cell } from "../ui/csv";
import type { Row } from "./view";

/** The columns of an answer: what it is split by, then the figures, then their unit. */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  return [...columns.filter((each) => each !== "unit"), ...columns.filter((each) => each === "unit")];
}

/** Every column and row; where the facts were known and whether they are simulated stands in each. */
export function csvOf(rows: readonly Row[], answer: QueryAnswer | undefined): string {
  const columns = columnsOf(rows);
  const told: Cell[] = answer ? [answer.meta.known_at ?? "", answer.meta.simulated] : [];
  const header = [...columns, ...(answer ? ["known_at", "simulated"] : [])];
  return csv(
    header,
    rows.map((row) => [...columns.map((column) => row[column] ?? null), ...told]),
  );
}

/** For a paste into a sheet: names of columns as people read them, cells apart by tabs. */
export function tsvOf(rows: readonly Row[]): string {
  const columns = columnsOf(rows);
  const clean = (cell: Cell | undefined) => String(cell ?? "").replace(/[\t\r\n]+/g, " ");
  const safe = (cell: Cell | undefined) =>
    typeof cell === "string" && /^[=+\-@]/.test(cell) ? `'${clean(cell)}` : clean(cell);
  return [columns.map(columnName), ...rows.map((row) => columns.map((column) => row[column]))]
    .map((row) => row.map(safe).join("\t"))
    .join("\n");
}

/** `Volume by product` → `volume-by-product`, with the sample said in the name. */
export function fileName(title: string, ending: string, isSimulated = false): string {
  const words = title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return `${isSimulated ? "sample-" : ""}${words || "chart"}.${ending}`;
}
