/** Comma-separated text that spreadsheets open safely: cells that could start a formula are neutralised. */
export type Cell = string | number | boolean | null;

export function csv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((row) => row.map(cellText).join(",")).join("\r\n") + "\r\n";
}

function cellText(cell: Cell): string {
  const safe = safeCell(cell);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell's exact text; text that a spreadsheet would run as a formula is neutralised. */
export function safeCell(cell: Cell): string {
  if (typeof cell !== "string") return cell === null ? "" : String(cell);
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
