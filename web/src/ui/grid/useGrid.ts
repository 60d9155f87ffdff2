import { useVirtualizer } from "@tanstack/react-virtual";
import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type RefObject } from "react";
import { words } from "../../words/ui";
import { exactNumber } from "../numbers";
import { copyText } from "../Toasts";
import { isOne, sorted, tabbed, type Place, type Sort } from "./cells";
import { clampWidth, fitted, naturalWidth, tracks, type GridColumn } from "./columns";
import { cellId } from "./GridRow";
import { useSelection } from "./useSelection";

export interface GridProps<Row> {
  columns: readonly GridColumn<Row>[];
  rows: readonly Row[];
  /** Held by whoever asks for it, such as the address; else the grid holds it. */
  sort?: Sort | null;
  onSort?: (sort: Sort | null) => void;
  /** Enter or a double click on a row. */
  onOpen?: (row: Row) => void;
}

const ROW_HEIGHT = 36;
const WIDER = 24;

/** What a grid holds: its order, its widths, the rows in sight, the place that keys act on, and what is chosen. */
export function useGrid<Row>({ columns, rows: given, onOpen, ...held }: GridProps<Row>) {
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const order = useOrder(given, columns, held.sort, held.onSort);
  const { rows } = order;
  const widths = useWidths(columns, given, frame);
  const lines = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingStart: ROW_HEIGHT,
  });
  const selection = useSelection({
    rows: rows.length,
    columns: columns.length,
    page: () => Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2),
    onMove: ({ row, column }: Place) => {
      if (row >= 0) lines.scrollToIndex(row);
      requestAnimationFrame(() =>
        document
          .getElementById(cellId(id, row, column))
          ?.scrollIntoView({ block: "nearest", inline: "nearest" }),
      );
    },
  });
  const { at, range } = selection;

  function copy() {
    const some = rows.slice(range.top, range.bottom + 1);
    void copyText(
      tabbed(cellsOf(columns.slice(range.left, range.right + 1), some)),
      copiedWords(some.length),
    );
  }

  /** What a key on the head does; gives whether it was one. */
  function pressHead(event: KeyboardEvent): boolean {
    const column = columns[at.column];
    if (at.row >= 0 || !column) return false;
    if (event.key === "Enter" || event.key === " ") order.sortBy(column.key);
    else if (event.altKey && /^Arrow(Left|Right)$/.test(event.key))
      widths.resize(at.column, event.key === "ArrowRight" ? WIDER : -WIDER);
    else return false;
    return true;
  }

  function press(event: KeyboardEvent) {
    const row = rows[at.row];
    const isCopy = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "c";
    if (isCopy) copy();
    else if (event.key === "Escape" && !isOne(range)) selection.collapse();
    else if (event.key === "Enter" && row && onOpen) onOpen(row);
    else if (!pressHead(event) && !selection.key(event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  return { id, frame, lines, press, ...order, ...widths, ...selection };
}

/** The exact values of some rows. */
export function cellsOf<Row>(columns: readonly GridColumn<Row>[], rows: readonly Row[]) {
  return rows.map((row) => columns.map((each) => each.value(row)));
}

export function copiedWords(rows: number): string {
  return words.grid.copied(words.grid.rows(exactNumber(rows), rows));
}

/** The rows in the order that was asked for: up, down, as given. */
function useOrder<Row>(
  given: readonly Row[],
  columns: readonly GridColumn<Row>[],
  held: Sort | null | undefined,
  onSort: ((sort: Sort | null) => void) | undefined,
) {
  const [own, setOwn] = useState<Sort | null>(null);
  const sort = held === undefined ? own : held;
  const setSort = onSort ?? setOwn;
  const rows = useMemo(() => {
    const column = columns.find((each) => each.key === sort?.key);
    return column && sort ? sorted(given, column.value, sort.isDescending) : given;
  }, [given, columns, sort]);
  function sortBy(key: string) {
    if (sort?.key !== key) setSort({ key, isDescending: false });
    else setSort(sort.isDescending ? null : { key, isDescending: true });
  }
  return { rows, sort, sortBy };
}

/** The columns' widths: as their contents want them, until somebody drags one. */
function useWidths<Row>(
  columns: readonly GridColumn<Row>[],
  rows: readonly Row[],
  frame: RefObject<HTMLElement | null>,
) {
  const room = useRoom(frame);
  const [dragged, setDragged] = useState<Readonly<Record<string, number>>>({});
  const natural = useMemo(() => columns.map((each) => naturalWidth(each, rows)), [columns, rows]);
  const widths = fitted(
    columns.map((each, at) => dragged[each.key] ?? natural[at] ?? 0),
    room,
  );
  const template = tracks(widths, (at) => (columns[at]?.key ?? "") in dragged);
  const resize = (at: number, by: number) => {
    const name = columns[at]?.key;
    if (name) setDragged((now) => ({ ...now, [name]: clampWidth((now[name] ?? natural[at] ?? 0) + by) }));
  };
  return { template, width: widths.reduce((sum, each) => sum + each, 0), resize };
}

/** How wide a frame is, in pixels; 0 until it stands. */
function useRoom(frame: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(0);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => setRoom(element.clientWidth);
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [frame]);
  return room;
}
