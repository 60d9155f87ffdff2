/** A cell of a stored workbook as one word of the address: `22/O8/Jan-2024`. */
import type { SheetPlace } from "../../client/imports";

export function placeWord({ id, sheet, around }: SheetPlace): string {
  return `${id}/${around}/${sheet}`;
}

/** The place that a word means; null where it means none. */
export function placeIn(word: string): SheetPlace | null {
  const [, id, around, sheet] = /^(\d{1,15})\/([^/]*)\/(.*)$/s.exec(word) ?? [];
  return id === undefined || around === undefined || sheet === undefined
    ? null
    : { id: Number(id), around, sheet };
}

/** A column's letters, counted from 1: `columnLetters(28)` → `AB`. */
export function columnLetters(column: number): string {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}

export function cellName(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** Whether a text names a cell: `B17`, or the first of several. */
export function isCell(text: string): boolean {
  return /^[A-Za-z]{1,3}[1-9][0-9]{0,6}/.test(text.trim());
}
