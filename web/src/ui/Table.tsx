import type { ReactNode } from "react";
import { classes } from "./classes";

export interface Column<Row> {
  name: string;
  cell: (row: Row) => ReactNode;
  isNumber?: boolean;
  className?: string;
}

interface TableProps<Row> {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Limits the height; the head stays in sight. */
  isTall?: boolean;
  /** On a phone each row becomes a block of named values, so that nothing lies beyond the edge. */
  stacks?: boolean;
}

/**
 * Rows and columns, scrolled inside their own frame so that the page never grows sideways. The roles are said aloud
 * because a browser forgets that a table is one when its rows are laid out as blocks.
 */
export function Table<Row>({ caption, columns, rows, rowKey, isTall, stacks }: TableProps<Row>) {
  return (
    <div
      role="region"
      aria-label={caption}
      tabIndex={0}
      className={classes("-mx-5 overflow-x-auto sm:-mx-6", isTall && "max-h-[32rem] overflow-y-auto")}
    >
      <table role="table" className={classes("w-full border-collapse text-sm", stacks && "stacking")}>
        <caption className="sr-only">{caption}</caption>
        <thead role="rowgroup" className={classes(isTall && "sticky top-0 z-10 bg-surface")}>
          <tr role="row">
            {columns.map((each) => (
              <th
                key={each.name}
                scope="col"
                role="columnheader"
                className={classes(
                  "border-b border-line px-3 py-2 align-bottom text-xs font-medium text-faint first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6",
                  each.isNumber ? "text-right" : "whitespace-nowrap text-left",
                )}
              >
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr
              key={rowKey(row)}
              role="row"
              className="border-b border-line last:border-0 hover:bg-sunken/60"
            >
              {columns.map((each) => (
                <td
                  key={each.name}
                  role="cell"
                  data-name={each.name}
                  className={classes(
                    "px-3 py-2.5 align-top first:pl-5 last:pr-5 sm:first:pl-6 sm:last:pr-6",
                    each.isNumber && "figures whitespace-nowrap text-right",
                    each.className,
                  )}
                >
                  {stacks ? <div className="min-w-0">{each.cell(row)}</div> : each.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
