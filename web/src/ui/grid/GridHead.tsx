import type { PointerEvent } from "react";
import { classes } from "../classes";
import { Chevron } from "../icons";
import type { Sort } from "./cells";
import type { GridColumn } from "./columns";
import { cellId } from "./GridRow";

interface GridHeadProps<Row> {
  grid: string;
  columns: readonly GridColumn<Row>[];
  template: string;
  sort: Sort | null;
  active: number | null;
  onSort: (key: string) => void;
  onResize: (column: number, by: number) => void;
}

/** The names of the columns: a press sorts, the edge is dragged. */
export function GridHead<Row>(props: GridHeadProps<Row>) {
  const { grid, columns, template, sort, active, onSort, onResize } = props;

  function drag(event: PointerEvent<HTMLSpanElement>, column: number) {
    event.stopPropagation();
    event.preventDefault();
    const edge = event.currentTarget;
    edge.setPointerCapture(event.pointerId);
    let from = event.clientX;
    edge.onpointermove = (move) => {
      onResize(column, move.clientX - from);
      from = move.clientX;
    };
    edge.onpointerup = () => {
      edge.onpointermove = null;
    };
  }

  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-20 grid h-9 border-b border-line-strong bg-sunken text-xs font-medium text-soft"
      style={{ gridTemplateColumns: template }}
    >
      {columns.map((each, at) => {
        const isSorted = sort?.key === each.key;
        return (
          <div
            key={each.key}
            id={cellId(grid, -1, at)}
            role="columnheader"
            aria-colindex={at + 1}
            aria-sort={isSorted ? (sort.isDescending ? "descending" : "ascending") : "none"}
            data-row={-1}
            data-column={at}
            onClick={() => onSort(each.key)}
            className={classes(
              "relative flex min-w-0 cursor-pointer select-none items-center gap-1 bg-sunken px-3 hover:text-ink",
              each.isNumber && "justify-end",
              at === 0 && "sticky left-0 z-10 border-r border-line",
              isSorted && "text-accent-strong",
              at === active && "outline-2 -outline-offset-2 outline-accent",
            )}
          >
            <span className="truncate" title={each.name}>
              {each.name}
            </span>
            {isSorted && (
              <Chevron
                className={classes("size-3 shrink-0", sort.isDescending ? "rotate-90" : "-rotate-90")}
              />
            )}
            <span
              aria-hidden="true"
              onPointerDown={(event) => drag(event, at)}
              onClick={(event) => event.stopPropagation()}
              className="absolute inset-y-1 right-0 w-1.5 cursor-col-resize touch-none border-r border-line hover:border-accent"
            />
          </div>
        );
      })}
    </div>
  );
}
