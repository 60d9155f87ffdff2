/** Panels are moved and resized: by pointer or finger on their handles, by arrow keys, and each step is said aloud. */
import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type RefObject } from "react";
import { dashboards as words } from "../../words/dashboards";
import type { Panel } from "./kept";
import { areSame, COLUMNS, GAP, ordered, placed, ROW, stepped, type Place, type Wish } from "./layout";

/** Below this width all panels stand in one column. */
export const IS_WIDE = "(min-width: 48rem)";

const STEPS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** So near to the edge of the window the page scrolls along. */
const EDGE = 64;

export interface Arrange {
  /** The panels as they stand now, also while one is dragged. */
  panels: readonly Panel[];
  /** The panel that is dragged. */
  held: string;
  said: string;
  press: (event: KeyboardEvent, panel: Panel) => void;
  grab: (event: PointerEvent<HTMLElement>, panel: Panel, isResize: boolean) => void;
  /** Moves a panel one place on or back in the order in which they are read. */
  order: (panel: Panel, by: 1 | -1) => void;
}

interface Drag {
  id: string;
  stop: () => void;
}

export function useArrange(
  panels: readonly Panel[],
  grid: RefObject<HTMLElement | null>,
  onChange: (panels: Panel[]) => void,
): Arrange {
  const [seen, setSeen] = useState<readonly Panel[] | null>(null);
  const [said, setSaid] = useState("");
  const [held, setHeld] = useState("");
  const drag = useRef<Drag | null>(null);
  useEffect(() => () => drag.current?.stop(), []);

  function settle(next: Panel[], { id, title }: Panel) {
    const now = next.find((each) => each.id === id);
    const isSame = areSame(panels, next);
    setSaid(
      isSame || !now
        ? words.editing.stays(title)
        : words.editing.moved(title, words.editing.place(now.place)),
    );
    if (!isSame) onChange(next);
  }

  function press(event: KeyboardEvent, panel: Panel) {
    const step = STEPS[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const [dx, dy] = step;
    const { w, h } = panel.place;
    if (event.shiftKey) settle(placed(panels, panel.id, { w: w + dx, h: h + dy }), panel);
    else if (matchMedia(IS_WIDE).matches) settle(stepped(panels, panel.id, dx, dy), panel);
    else if (dy) settle(ordered(panels, panel.id, dy > 0 ? 1 : -1), panel);
  }

  function grab(event: PointerEvent<HTMLElement>, panel: Panel, isResize: boolean) {
    if (event.button !== 0 || !grid.current || !matchMedia(IS_WIDE).matches) return;
    event.preventDefault();
    event.currentTarget.focus({ preventScroll: true });
    const lines = linesOf(grid.current);
    const from = { x: event.pageX, y: event.pageY };
    let next: Panel[] | null = null;
    const move = (at: globalThis.PointerEvent) => {
      if (at.clientY > innerHeight - EDGE) scrollBy(0, EDGE / 4);
      else if (at.clientY < EDGE) scrollBy(0, -EDGE / 4);
      next = placed(
        panels,
        panel.id,
        wished(panel.place, lines, at.pageX - from.x, at.pageY - from.y, isResize),
      );
      setSeen(next);
    };
    const stop = () => {
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", drop);
      removeEventListener("pointercancel", stop);
      removeEventListener("keydown", escape);
      drag.current = null;
      setSeen(null);
      setHeld("");
    };
    const drop = () => {
      stop();
      if (next) settle(next, panel);
    };
    const escape = (key: globalThis.KeyboardEvent) => key.key === "Escape" && stop();
    addEventListener("pointermove", move);
    addEventListener("pointerup", drop);
    addEventListener("pointercancel", stop);
    addEventListener("keydown", escape);
    drag.current = { id: panel.id, stop };
    setHeld(panel.id);
  }

  const order = (panel: Panel, by: 1 | -1) => settle(ordered(panels, panel.id, by), panel);
  return { panels: seen ?? panels, held, said, press, grab, order };
}

interface Lines {
  /** How far apart columns begin. */
  column: number;
  /** Where each row begins; rows below the last one are of the usual height. */
  rows: readonly number[];
}

function linesOf(grid: HTMLElement): Lines {
  const heights = getComputedStyle(grid).gridTemplateRows.split(" ").map(parseFloat).filter(Number.isFinite);
  const rows = [0];
  for (const height of heights) rows.push((rows.at(-1) ?? 0) + height + GAP);
  return { column: (grid.clientWidth + GAP) / COLUMNS, rows };
}

/** Where a panel is wanted that was pulled so far. */
function wished({ x, y, w, h }: Place, lines: Lines, dx: number, dy: number, isResize: boolean): Wish {
  const across = Math.round(dx / lines.column);
  if (!isResize) return { x: x + across, y: nearest(lines.rows, topOf(lines.rows, y) + dy) };
  return { w: w + across, h: nearest(lines.rows, topOf(lines.rows, y + h) + dy) - y };
}

function topOf(rows: readonly number[], line: number): number {
  const last = rows.length - 1;
  return line <= last ? (rows[line] ?? 0) : (rows[last] ?? 0) + (line - last) * (ROW + GAP);
}

function nearest(rows: readonly number[], top: number): number {
  let line = 0;
  while (topOf(rows, line + 1) <= top) line += 1;
  return top - topOf(rows, line) > topOf(rows, line + 1) - top ? line + 1 : line;
}
