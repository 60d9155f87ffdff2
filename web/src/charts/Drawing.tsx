import { useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { classes } from "../ui/classes";
import { useShownTheme } from "../ui/theme";
import { charts } from "../words/charts";
import "./chart.css";
import { draw } from "./draw";
import type { Drawn, Stop, Task } from "./drawn";
import { init, type EChartsType } from "./engine";
import { heightOf } from "./height";
import { shownInk } from "./ink";
import type { Row } from "./view";

export interface DrawingProps extends Omit<Task, "ink" | "isStill" | "width"> {
  /** What the chart shows, in a sentence. */
  label: string;
  onPick?: ((row: Row) => void) | undefined;
  /** As high as its place, and at least as high as what stands in it. */
  fills?: boolean | undefined;
}

const NO_ROOM = { width: 0, height: 0 };

/** A chart on a canvas; arrow keys walk its marks and each is read aloud, Enter and a click choose one. */
export default function Drawing({ label, height: wanted, onPick, fills, ...task }: DrawingProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const theme = useShownTheme();
  const [room, setRoom] = useState(NO_ROOM);
  // The size of a point on the screen, which a zoom changes.
  const [dots, setDots] = useState(devicePixelRatio);
  const { width } = room;
  const { rows, view, unit, hidden, regions, breaks } = task;
  const least = width ? heightOf(rows, view, unit, wanted, width) : wanted;
  const height = fills ? Math.max(least, room.height) : least;
  const drawn = useMemo(() => {
    if (width === 0) return null;
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    return draw({ rows, view, unit, hidden, regions, breaks, ink: shownInk(), isStill, width, height });
    // The theme is not read here but the colours are, which it changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [rows, view, unit, hidden, regions, breaks, width, height, theme]);

  // Before the first paint, so that a height that goes by the width moves nothing.
  useLayoutEffect(() => setRoom(roomOf(holder.current)), []);
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const made = init(element, null, { renderer: "canvas" });
    chart.current = made;
    const watcher = new ResizeObserver(() => {
      made.resize();
      setRoom((before) => {
        const now = roomOf(element);
        return before.width === now.width && before.height === now.height ? before : now;
      });
      setDots(devicePixelRatio);
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, [dots]);

  useEffect(() => {
    if (drawn) chart.current?.setOption(drawn.option, { notMerge: true });
  }, [drawn, dots]);
  usePicking(chart, drawn, onPick, dots);
  const { stop, walk, leave } = useWalk(chart, drawn, onPick);

  return (
    <>
      <div
        role="application"
        aria-roledescription={charts.description}
        tabIndex={0}
        aria-label={onPick ? charts.keysPick(label) : charts.keys(label)}
        onKeyDown={walk}
        onBlur={leave}
        style={fills ? { minHeight: least } : { height }}
        className={classes("relative w-full rounded-lg", fills && "flex-1")}
      >
        <div ref={holder} className="absolute inset-0" />
      </div>
      <p aria-live="polite" className={stop?.dataType === "edge" ? "mt-2 text-xs text-soft" : "sr-only"}>
        {stop?.text}
      </p>
    </>
  );
}

function roomOf(element: HTMLElement | null) {
  return element ? { width: element.clientWidth, height: element.clientHeight } : NO_ROOM;
}

type Chart = React.RefObject<EChartsType | null>;
type Pick = ((row: Row) => void) | undefined;

interface Mark {
  seriesIndex?: number;
  dataIndex?: number;
  dataType?: string;
}

/** A click on a mark, or between marks where the kind knows what lies there. */
function usePicking(chart: Chart, drawn: Drawn | null, onPick: Pick, dots: number) {
  useEffect(() => {
    const made = chart.current;
    if (!made || !drawn || !onPick) return;
    const onMark = (params: unknown) => {
      const { seriesIndex, dataIndex, dataType } = params as Mark;
      const isMeant = (each: Stop) =>
        each.seriesIndex === seriesIndex &&
        each.dataIndex === dataIndex &&
        (!each.dataType || each.dataType === dataType);
      const stop = drawn.stops.flat().findLast(isMeant);
      if (stop?.row && !drawn.rowAt) onPick(stop.row);
    };
    const onPlot = ({ offsetX, offsetY }: { offsetX: number; offsetY: number }) => {
      if (!drawn.rowAt || !made.containPixel("grid", [offsetX, offsetY])) return;
      const [x, y] = made.convertFromPixel("grid", [offsetX, offsetY]) as [number, number];
      const row = drawn.rowAt(x, y);
      if (row) onPick(row);
    };
    const plot = made.getZr();
    made.on("click", onMark);
    plot.on("click", onPlot);
    return () => {
      if (made.isDisposed()) return;
      made.off("click", onMark);
      plot.off("click", onPlot);
    };
  }, [chart, drawn, onPick, dots]);
}

interface Place {
  outer: number;
  inner: number;
}

/** Left and right walk the places, up and down the marks of one; each is said and pointed at. */
function useWalk(chart: Chart, drawn: Drawn | null, onPick: Pick) {
  const [at, setAt] = useState<Place | null>(null);
  const stops = drawn?.stops ?? [];
  const stop = at && stops[at.outer]?.[at.inner];

  function walk(event: KeyboardEvent) {
    if (event.key === "Escape") return point(null);
    if (event.key === "Enter" && stop?.row) return onPick?.(stop.row);
    const next = nextPlace(event.key, at, stops);
    if (!next) return;
    event.preventDefault();
    point(next);
  }

  function point(place: Place | null) {
    setAt(place);
    const to = place && stops[place.outer]?.[place.inner];
    const tell = (type: string, mark: object = {}) => chart.current?.dispatchAction({ type, ...mark });
    tell("downplay");
    // The engine has no tooltip by number for what goes between two: it stands out, and is written below.
    if (to?.dataType) tell("highlight", markOf(to));
    if (to && to.dataType !== "edge") tell("showTip", markOf(to));
    else tell("hideTip");
  }

  return { stop: stop || undefined, walk, leave: () => at && point(null) };
}

function markOf({ seriesIndex, dataIndex, dataType }: Stop) {
  return { seriesIndex, dataIndex, ...(dataType && { dataType }) };
}

function nextPlace(key: string, at: Place | null, stops: Drawn["stops"]): Place | null {
  const last = stops.length - 1;
  if (last < 0) return null;
  const isSingle = stops.every((each) => each.length < 2);
  const step = { ArrowLeft: -1, ArrowRight: 1, ...(isSingle && { ArrowUp: -1, ArrowDown: 1 }) }[key];
  if (key === "Home") return { outer: 0, inner: 0 };
  if (key === "End") return { outer: last, inner: 0 };
  if (step !== undefined) {
    const from = at?.outer ?? (step > 0 && isSingle ? -1 : last + (step > 0 ? -1 : 1));
    return { outer: clamp(from + step, last), inner: 0 };
  }
  const up = { ArrowUp: -1, ArrowDown: 1 }[key];
  if (up === undefined) return null;
  const here = at ?? { outer: last, inner: 0 };
  return { outer: here.outer, inner: clamp(here.inner + up, (stops[here.outer]?.length ?? 1) - 1) };
}

function clamp(value: number, last: number): number {
  return Math.min(Math.max(value, 0), last);
}
