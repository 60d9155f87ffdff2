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

/** The tracks of every row alike: a resized column keeps its width, the others share what is left over. */
export function tracks(widths: readonly number[], isFixed: (index: number) => boolean): string {
  return widths
    .map((width, index) => {
      const least = index === 0 ? `min(${width}px, 54vw)` : `${width}px`;
      return isFixed(index) ? least : `minmax(${least}, ${width}fr)`;
    })
    .join(" ");
}
