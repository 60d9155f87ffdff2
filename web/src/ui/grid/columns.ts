import type { ReactNode } from "react";
import type { Cell } from "../csv";

export interface GridColumn<Row> {
  key: string;
  name: string;
  /** The exact value: what is sorted, copied and exported. */
  value: (row: Row) => Cell;
  /** How it reads; the exact value unless said. */
  show?: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** In pixels; taken from some rows unless said. */
  width?: number;
}

const LETTER = 8;
const EDGES = 34;
const SAMPLE = 60;
const [NARROWEST, WIDEST] = [72, 340];
const [PHONE, LEAST_FIRST] = [640, 96];

/** A width that shows the name and what some rows, taken from all over, hold. */
export function naturalWidth<Row>(column: GridColumn<Row>, rows: readonly Row[]): number {
  if (column.width) return column.width;
  const step = Math.max(1, Math.floor(rows.length / SAMPLE));
  const texts = rows
    .filter((_, at) => at % step === 0)
    .map((row) => {
      const shown = column.show?.(row) ?? column.value(row);
      return typeof shown === "string" || typeof shown === "number" ? String(shown).length : 8;
    });
  const longest = Math.max(column.name.length + 2, ...texts);
  return clampWidth(longest * LETTER + EDGES);
}

export function clampWidth(width: number): number {
  return Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));
}

/**
 * The widths on a frame of so many pixels. On a phone the first column, which stays in sight, leaves room for whole
 * columns beside it: a figure that is cut at the edge reads as another figure.
 */
export function fitted(widths: readonly number[], room: number): readonly number[] {
  const [first = 0, ...others] = widths;
  const total = others.reduce((sum, each) => sum + each, first);
  if (room === 0 || room >= PHONE || total <= room) return widths;
  let beside = 0;
  for (const each of others) {
    if (beside + each > room - LEAST_FIRST) break;
    beside += each;
  }
  return [Math.min(room - beside, beside ? WIDEST : room * 0.6), ...others];
}

/** The tracks of every row alike: a resized column keeps its width, the others share what is left over. */
export function tracks(widths: readonly number[], isFixed: (index: number) => boolean): string {
  return widths
    .map((width, index) => (isFixed(index) ? `${width}px` : `minmax(${width}px, ${width}fr)`))
    .join(" ");
}
