import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import { words } from "../words/ui";
import { Button } from "./Button";
import { classes } from "./classes";
import { csv } from "./csv";
import { download } from "./download";
import { isOne, sorted, tabbed, type Sort } from "./grid/cells";
import { clampWidth, naturalWidth, tracks, type GridColumn } from "./grid/columns";
import { GridHead } from "./grid/GridHead";
import { cellId, GridRow } from "./grid/GridRow";
import { useSelection } from "./grid/useSelection";
import { Copy, Download } from "./icons";
import { exactNumber } from "./numbers";
import { copyText } from "./Toasts";

export type { GridColumn } from "./grid/columns";
export type { Sort } from "./grid/cells";

interface DataGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  /** What its CSV file is called, without the ending. */
  fileName: string;
  /** Held by whoever asks for it, such as the address; else the grid holds it. */
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Enter or a double click on a row. */
  onOpen?: (row: Row) => void;
  /** A height in CSS; the rows scroll inside it. */
  maxHeight?: string;
  /** More to do, at the right of the count. */
  actions?: ReactNode;
}

const ROW_HEIGHT = 36;
const WIDER = 24;

/** Rows and columns as many as there are: sorted, walked, chosen and copied by pointer or keyboard. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, columns, fileName, onOpen, maxHeight = "32rem", actions } = props;
  const grid = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [ownSort, setOwnSort] = useState<Sort | null>(null);
  const sort = props.sort === undefined ? ownSort : props.sort;
  const setSort = props.onSort ?? setOwnSort;
  const rows = useSorted(props.rows, columns, sort);
  const { template, width, resize } = useWidths(columns, props.rows);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const page = () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  const { at, range, key, pointer, collapse } = useSelection({
    rows: rows.length,
    columns: columns.length,
    page,
    onMove: (to) => {
      if (to.row >= 0) lines.scrollToIndex(to.row);
      requestAnimationFrame(() => showColumn(document.getElementById(cellId(grid, to.row, to.column))));
    },
  });
  const [isFocused, setFocused] = useState(false);

  const cellsOf = (some: readonly Row[], from = 0, to = columns.length - 1) =>
    some.map((row) => columns.slice(from, to + 1).map((each) => each.value(row)));
  const names = columns.map((each) => each.name);
  const counted = (count: number) => words.grid.rows(exactNumber(count), count);

  function sortBy(name: string) {
    setSort(
      sort?.key !== name
        ? { key: name, isDescending: false }
        : sort.isDescending
          ? null
          : { ...sort, isDescending: true },
    );
  }

  function press(event: KeyboardEvent) {
    const isCtrl = event.ctrlKey || event.metaKey;
    const column = columns[at.column];
    const row = rows[at.row];
    if (isCtrl && event.key.toLowerCase() === "c") {
      const { top, bottom, left, right } = range;
      void copyText(
        tabbed(cellsOf(rows.slice(top, bottom + 1), left, right)),
        words.grid.copied(counted(bottom - top + 1)),
      );
    } else if (event.key === "Escape" && !isOne(range)) collapse();
    else if (at.row < 0 && column && (event.key === "Enter" || event.key === " ")) sortBy(column.key);
    else if (at.row < 0 && event.altKey && /^Arrow(Left|Right)$/.test(event.key))
      resize(at.column, event.key === "ArrowRight" ? WIDER : -WIDER);
    else if (event.key === "Enter" && row && onOpen) onOpen(row);
    else if (!key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="overflow-hidden rounded-xl border border-line">
      <div
        ref={frame}
        role="grid"
        aria-label={label}
        aria-description={words.grid.keys}
        aria-rowcount={rows.length + 1}
        aria-colcount={columns.length}
        aria-multiselectable="true"
        aria-activedescendant={cellId(grid, at.row, at.column)}
        tabIndex={0}
        onKeyDown={press}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onDoubleClick={() => rows[at.row] && onOpen?.(rows[at.row]!)}
        {...pointer}
        className={classes(
          "overflow-auto overscroll-x-contain text-sm focus-visible:outline-offset-0",
          !isOne(range) && "select-none",
        )}
        style={{ maxHeight, scrollPaddingInlineStart: "min(12rem, 42vw)" }}
      >
        <div role="rowgroup" style={{ minWidth: width }} className="sticky top-0 z-20 w-full">
          <GridHead
            grid={grid}
            columns={columns}
            template={template}
            sort={sort}
            active={isFocused && at.row < 0 ? at.column : null}
            onSort={sortBy}
            onResize={resize}
          />
        </div>
        <div
          role="rowgroup"
          className="relative w-full"
          style={{ minWidth: width, height: lines.getTotalSize() }}
        >
          {lines.getVirtualItems().map(({ index, key: line, start, size }) => {
            const isChosen = isFocused && index >= range.top && index <= range.bottom && !isOne(range);
            return (
              <GridRow
                key={line}
                grid={grid}
                row={rows[index]!}
                index={index}
                start={start}
                height={size}
                columns={columns}
                template={template}
                from={isChosen ? range.left : null}
                to={isChosen ? range.right : null}
                active={isFocused && at.row === index ? at.column : null}
              />
            );
          })}
        </div>
      </div>
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line bg-surface px-3 py-1.5 text-xs text-faint">
        <p role="status" className="figures">
          {rows.length === 0 ? words.grid.empty : counted(rows.length)}
          {isFocused && !isOne(range) && ` · ${words.grid.selected(exactNumber(cellCount(range)))}`}
        </p>
        <div className="flex items-center gap-1">
          {actions}
          <Button
            look="bare"
            icon={Copy}
            onClick={() =>
              void copyText(tabbed([names, ...cellsOf(rows)]), words.grid.copied(counted(rows.length)))
            }
          >
            {words.grid.copyAll}
          </Button>
          <Button look="bare" icon={Download} onClick={() => save(fileName, csv(names, cellsOf(rows)))}>
            {words.grid.csv}
          </Button>
        </div>
      </div>
    </div>
  );
}

function useSorted<Row>(rows: readonly Row[], columns: readonly GridColumn<Row>[], sort: Sort | null) {
  return useMemo(() => {
    const column = columns.find((each) => each.key === sort?.key);
    return column && sort ? sorted(rows, column.value, sort.isDescending) : rows;
  }, [rows, columns, sort]);
}

/** The columns' widths: as their contents want them, until somebody drags one. */
function useWidths<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]) {
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({});
  const natural = useMemo(() => columns.map((each) => naturalWidth(each, rows)), [columns, rows]);
  const widths = columns.map((each, at) => dragged[each.key] ?? natural[at] ?? 0);
  const template = tracks(widths, (at) => columns[at]!.key in dragged);
  const resize = (at: number, by: number) => {
    const name = columns[at]?.key;
    if (name) setDragged((held) => ({ ...held, [name]: clampWidth((held[name] ?? natural[at] ?? 0) + by) }));
  };
  const [first = 0, ...others] = widths;
  const rest = others.reduce((sum, each) => sum + each, 0);
  return { template, width: `calc(min(${first}px, 42vw) + ${rest}px)`, resize };
}

function showColumn(cell: HTMLElement | null) {
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function cellCount({
  top,
  bottom,
  left,
  right,
}: {
  top: number;
  bottom: number;
  left: number;
  right: number;
}) {
  return (bottom - top + 1) * (right - left + 1);
}

function save(name: string, text: string) {
  download(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
