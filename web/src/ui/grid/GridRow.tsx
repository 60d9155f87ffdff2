import { memo } from "react";
import { classes } from "../classes";
import type { GridColumn } from "./columns";

interface GridRowProps<Row> {
  grid: string;
  row: Row;
  index: number;
  start: number;
  height: number;
  columns: readonly GridColumn<Row>[];
  template: string;
  /** The chosen columns of this row, from and to; null if none. */
  from: number | null;
  to: number | null;
  /** The column that keys act on. */
  active: number | null;
}

/** The id of a cell, by which the grid says where its keys act. */
export function cellId(grid: string, row: number, column: number): string {
  return `${grid}-${row}-${column}`;
}

function Cells<Row>(props: GridRowProps<Row>) {
  const { grid, row, index, start, height, columns, template, from, to, active } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="group absolute inset-x-0 top-0 grid border-b border-line bg-surface"
      style={{ gridTemplateColumns: template, height, transform: `translateY(${start}px)` }}
    >
      {columns.map((each, at) => {
        const shown = each.show?.(row) ?? each.value(row);
        const isChosen = from !== null && to !== null && at >= from && at <= to;
        return (
          <div
            key={each.key}
            id={cellId(grid, index, at)}
            role={at === 0 ? "rowheader" : "gridcell"}
            aria-colindex={at + 1}
            aria-selected={isChosen}
            data-row={index}
            data-column={at}
            className={classes(
              "flex min-w-0 items-center px-3",
              each.isNumber && "figures justify-end",
              at === 0 && "sticky left-0 z-10 border-r border-line font-medium",
              isChosen
                ? "bg-accent-wash"
                : at === 0
                  ? "bg-surface group-hover:bg-sunken"
                  : "group-hover:bg-sunken",
              at === active && "outline-2 -outline-offset-2 outline-accent",
            )}
          >
            {shown === null || shown === "" ? (
              <span className="text-faint">–</span>
            ) : (
              <span className="truncate" title={typeof shown === "string" ? shown : undefined}>
                {typeof shown === "boolean" ? String(shown) : shown}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** One row; drawn again only when something of it changed. */
export const GridRow = memo(Cells) as typeof Cells;
