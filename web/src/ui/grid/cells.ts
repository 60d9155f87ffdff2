/** What a data grid knows without a browser: order, movement, ranges, and what is copied. */
import { safeCell, type Cell } from "../csv";

export interface Place {
  /** −1 is the head. */
  row: number;
  column: number;
}

export interface Range {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Sort {
  key: string;
  isDescending: boolean;
}

const NAMES = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** The rows in order of a value; what is blank comes last either way, and equals keep their order. */
export function sorted<Row>(
  rows: readonly Row[],
  value: (row: Row) => Cell,
  isDescending: boolean,
): readonly Row[] {
  const turn = isDescending ? -1 : 1;
  return rows
    .map((row) => ({ row, at: value(row) }))
    .sort((a, b) => {
      if (a.at === null || b.at === null) return Number(a.at === null) - Number(b.at === null);
      return turn * compared(a.at, b.at);
    })
    .map(({ row }) => row);
}

function compared(one: string | number | boolean, other: string | number | boolean): number {
  return typeof one === "number" && typeof other === "number"
    ? one - other
    : NAMES.compare(String(one), String(other));
}

interface Bounds {
  rows: number;
  columns: number;
  /** How many rows are in sight. */
  page: number;
}

/** Where a key leads from a place, or null if it leads nowhere; with Ctrl to the edges. */
export function moved(
  at: Place,
  key: string,
  isCtrl: boolean,
  { rows, columns, page }: Bounds,
): Place | null {
  const last = { row: rows - 1, column: columns - 1 };
  const to = (row: number, column: number): Place => ({
    row: Math.max(-1, Math.min(last.row, row)),
    column: Math.max(0, Math.min(last.column, column)),
  });
  switch (key) {
    case "ArrowUp":
      return isCtrl ? to(0, at.column) : to(at.row - 1, at.column);
    case "ArrowDown":
      return isCtrl ? to(last.row, at.column) : to(at.row + 1, at.column);
    case "ArrowLeft":
      return to(at.row, isCtrl ? 0 : at.column - 1);
    case "ArrowRight":
      return to(at.row, isCtrl ? last.column : at.column + 1);
    case "Home":
      return to(isCtrl ? 0 : at.row, 0);
    case "End":
      return to(isCtrl ? last.row : at.row, last.column);
    case "PageUp":
      return to(Math.max(0, at.row - page), at.column);
    case "PageDown":
      return to(at.row + page, at.column);
    default:
      return null;
  }
}

/** The cells between two places; the head is never among them. */
export function between(one: Place, other: Place): Range {
  return {
    top: Math.max(0, Math.min(one.row, other.row)),
    bottom: Math.max(one.row, other.row),
    left: Math.min(one.column, other.column),
    right: Math.max(one.column, other.column),
  };
}

export function isOne({ top, bottom, left, right }: Range): boolean {
  return top === bottom && left === right;
}

/** Lines of cells as spreadsheets paste them: exact, and none that starts a formula or breaks a line. */
export function tabbed(lines: readonly (readonly Cell[])[]): string {
  return lines
    .map((line) => line.map((cell) => safeCell(cell).replace(/[\t\r\n]+/g, " ")).join("\t"))
    .join("\n");
}

export function cellCount({ top, bottom, left, right }: Range): number {
  return (bottom - top + 1) * (right - left + 1);
}
