import { useEffect, useRef } from "react";
import type { SheetView } from "../../client/imports";
import { classes } from "../../ui/classes";
import { exactNumber } from "../../ui/numbers";
import { words as data } from "../../words/data";
import { LOOKS } from "./sheetParts";
import { cellName, columnLetters } from "./sheetPlace";

const words = data.sheet;
const EDGE = "sticky bg-raised text-center text-2xs font-medium text-faint";

/** The window of a sheet as a grid with its letters and numbers; the cell in question is marked and in sight. */
export function SheetGrid({ view }: { view: SheetView }) {
  const frame = useRef<HTMLDivElement>(null);
  const { top, left, rows, parts, around, sheet } = view;
  const width = rows[0]?.length ?? 0;
  const doubted = new Map(view.findings.map(({ row, column, severity }) => [`${row}/${column}`, severity]));

  useEffect(() => {
    const box = frame.current;
    const cell = box?.querySelector<HTMLElement>("[data-around]");
    if (!box || !cell) return;
    // Only the grid scrolls: the dialog around it stays where it is.
    box.scrollTop = cell.offsetTop - (box.clientHeight - cell.offsetHeight) / 2;
    box.scrollLeft = cell.offsetLeft - (box.clientWidth - cell.offsetWidth) / 2;
  }, [view]);

  return (
    <div
      ref={frame}
      role="region"
      aria-label={words.region(sheet.trim())}
      tabIndex={0}
      className="relative max-h-[52vh] overflow-auto rounded-lg border border-line"
    >
      <table className="figures border-separate border-spacing-0 text-xs">
        <caption className="sr-only">{words.caption(sheet, top, top + rows.length - 1)}</caption>
        <thead>
          <tr>
            <td className={classes(EDGE, "left-0 top-0 z-20 border-b border-r border-line")} />
            {Array.from({ length: width }, (_, at) => (
              <th
                key={at}
                scope="col"
                className={classes(EDGE, "top-0 z-10 border-b border-r border-line px-1 py-1")}
              >
                {columnLetters(left + at)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, at) => (
            <tr key={top + at}>
              <th scope="row" className={classes(EDGE, "left-0 z-10 border-b border-r border-line px-2")}>
                {top + at}
              </th>
              {cells.map((cell, to) => {
                const [row, column] = [top + at, left + to];
                const part = parts[at]?.[to];
                const isAround = row === around.row && column === around.column;
                return (
                  <td
                    key={column}
                    {...(isAround && {
                      "data-around": "",
                      "aria-label": `${words.marked(cellName(row, column))} ${shown(cell)}`,
                    })}
                    title={typeof cell === "string" && cell.length > 24 ? cell : undefined}
                    className={classes(
                      "h-7 min-w-16 max-w-56 truncate border-b border-r border-line px-2",
                      typeof cell === "number" ? "text-right" : "text-left",
                      part && LOOKS[part],
                      doubted.has(`${row}/${column}`) && "shadow-[inset_0_0_0_1px_var(--caution)]",
                      isAround && "outline-2 -outline-offset-2 outline-accent",
                    )}
                  >
                    {shown(cell)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function shown(cell: SheetView["rows"][number][number]): string {
  if (cell === null) return "";
  return typeof cell === "number" ? exactNumber(cell) : String(cell);
}
