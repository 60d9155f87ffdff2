/** The rows of a ranking: largest first, what is left together at the end. */
import { OTHERS_CODE } from "../client/labels";
import { formatOf, isSum, readValue, rowsOfUnit, sayColumn } from "./format";
import { signedPercent } from "../ui/numbers";
import type { Row, View } from "./view";

export interface Ranked {
  code: string;
  name: string;
  value: number;
  row: Row;
  /** Its share and its change, where they were asked for, in words. */
  aside: string;
}

const MOST_BARS = 60;
/** Narrower pictures have the names over the bars. */
const NARROW = 600;

export function isNarrow(width: number): boolean {
  return width < NARROW;
}

/** The height of one bar with its room. */
export function barHeight(width: number): number {
  return isNarrow(width) ? 42 : 30;
}

export function ranked(rows: readonly Row[], view: View, unit: string): Ranked[] {
  const { x = "", y } = view;
  const isOthers = (row: Row) => row[x] === OTHERS_CODE;
  const way = y === "rank" ? -1 : 1;
  const known = rowsOfUnit(rows, y, unit).filter((row) => typeof row[y] === "number");
  const sorted = known.sort(
    (a, b) => Number(isOthers(a)) - Number(isOthers(b)) || way * (Number(b[y]) - Number(a[y])),
  );
  return sorted.slice(0, MOST_BARS).map((row) => ({
    code: String(row[x] ?? ""),
    name: readValue(x, row[x]),
    value: Number(row[y]),
    row,
    aside: aside(row, y),
  }));
}

function aside(row: Row, y: string): string {
  const share = y.startsWith("share") || !isSum(y) ? undefined : (row["share"] ?? row["share_tonnes"]);
  const change = row[`${y}_growth`] ?? row["growth_year"];
  const parts = [
    typeof share === "number" && sayColumn("share", share),
    typeof change === "number" && formatOf(y) !== "percent" && signedPercent(change),
  ];
  return parts.filter(Boolean).join("  ");
}
