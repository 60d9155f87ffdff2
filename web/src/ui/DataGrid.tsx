import { useState, type ReactNode } from "react";
import { words } from "../words/ui";
import { Button } from "./Button";
import { classes } from "./classes";
import { csv } from "./csv";
import { download } from "./download";
import { cellCount, isOne, tabbed } from "./grid/cells";
import type { GridColumn } from "./grid/columns";
import { GridHead } from "./grid/GridHead";
import { cellId, GridRow } from "./grid/GridRow";
import { cellsOf, copiedWords, useGrid, type GridProps } from "./grid/useGrid";
import { Copy, Download } from "./icons";
import { exactNumber } from "./numbers";
import { copyText } from "./Toasts";

export type { GridColumn } from "./grid/columns";
export type { Sort } from "./grid/cells";

interface DataGridProps<Row> extends GridProps<Row> {
  label: string;
  /** What its CSV file is called, without the ending. */
  fileName: string;
  /** A height in CSS; the rows scroll inside it. */
  maxHeight?: string;
  /** More to do, at the right of the count. */
  actions?: ReactNode;
}

/** Rows and columns as many as there are: sorted, walked, chosen and copied by pointer or keyboard. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, fileName, onOpen, maxHeight = "32rem", actions } = props;
  const { id, frame, lines, rows, at, range, sort, ...grid } = useGrid(props);
  const [isFocused, setFocused] = useState(false);
  const isMany = isFocused && !isOne(range);
  const activeIn = (row: number) => (isFocused && at.row === row ? at.column : null);
  return (
    <div className="isolate overflow-hidden rounded-xl border border-line has-[[role=grid]:focus-visible]:outline-2 has-[[role=grid]:focus-visible]:outline-accent">
      <div
        ref={frame}
        role="grid"
        aria-label={label}
        aria-description={words.grid.keys}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={cellId(id, at.row, at.column)}
        tabIndex={0}
        onKeyDown={grid.press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onDoubleClick={() => rows[at.row] && onOpen?.(rows[at.row]!)}
        {...grid.pointer}
        className={classes(
          "overflow-auto overscroll-x-contain text-sm outline-none",
          isMany && "select-none",
        )}
        style={{ maxHeight, scrollPaddingInlineStart: "min(12rem, 42vw)" }}
      >
        <div role="rowgroup" style={{ minWidth: grid.width }} className="sticky top-0 z-20 w-full">
          <GridHead
            grid={id}
            columns={columns}
            template={grid.template}
            sort={sort}
            active={activeIn(-1)}
            onSort={grid.sortBy}
            onResize={grid.resize}
          />
        </div>
        <div
          role="rowgroup"
          className="relative w-full"
          style={{ minWidth: grid.width, height: lines.getTotalSize() }}
        >
          {lines.getVirtualItems().map(({ index, key, start, size }) => {
            const isChosen = isMany && index >= range.top && index <= range.bottom;
            return (
              <GridRow
                key={key}
                grid={id}
                row={rows[index]!}
                index={index}
                start={start}
                height={size}
                columns={columns}
                template={grid.template}
                from={isChosen ? range.left : null}
                to={isChosen ? range.right : null}
                active={activeIn(index)}
              />
            );
          })}
        </div>
      </div>
      <Foot columns={columns} rows={rows} fileName={fileName} chosen={isMany ? cellCount(range) : 0}>
        {actions}
      </Foot>
    </div>
  );
}

interface FootProps<Row> {
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  fileName: string;
  chosen: number;
  children: ReactNode;
}

/** How many rows there are and how many cells are chosen; all of them as text to paste, or as a file. */
function Foot<Row>({ columns, rows, fileName, chosen, children }: FootProps<Row>) {
  const names = columns.map((each) => each.name);
  const file = () => new Blob([csv(names, cellsOf(columns, rows))], { type: "text/csv;charset=utf-8" });
  const copyAll = () => copyText(tabbed([names, ...cellsOf(columns, rows)]), copiedWords(rows.length));
  return (
    <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line bg-surface px-3 py-1.5 text-xs text-faint">
      <p role="status" className="figures">
        {rows.length === 0 ? words.grid.empty : words.grid.rows(exactNumber(rows.length), rows.length)}
        {chosen > 0 && ` · ${words.grid.selected(exactNumber(chosen))}`}
      </p>
      <div className="flex items-center gap-1">
        {children}
        <Button look="bare" icon={Copy} onClick={() => void copyAll()}>
          {words.grid.copyAll}
        </Button>
        <Button look="bare" icon={Download} onClick={() => download(`${fileName}.csv`, file())}>
          {words.grid.csv}
        </Button>
      </div>
    </div>
  );
}
