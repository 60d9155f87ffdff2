/** Lines and stacked areas over time. */
import { DATES } from "../format";
import type { Drawn, Stop, Task } from "../drawn";
import { withOpacity } from "../palette";
import { reading, shape, totals, type Part, type Shaped } from "../shape";
import { sayColumn } from "../format";
import { frame, indexOf, placeAxis, placeTip, tooltip, valueAxis } from "./frame";

export function line(task: Task): Drawn {
  return drawn(task, false);
}

export function area(task: Task): Drawn {
  return drawn(task, true);
}

/** From here on each line is named at its end, in so much room. */
const WIDE = 640;
const endsOf = (width: number) => (width > 880 ? 240 : 160);

interface Mark {
  dataIndex: number;
}

function drawn(task: Task, isStacked: boolean): Drawn {
  const { ink, isStill } = task;
  const shaped = visible(shape(task.rows, task.view, task.unit), task.hidden);
  const { parts, xs, view } = shaped;
  const isDated = DATES.includes(view.x ?? "");
  const isRank = view.y === "rank";
  const hasEnds = isRank && task.width >= WIDE;
  const common = frame(task);
  const spans = view.x === "day" || view.x === "week";
  const whole = totals(parts, xs.length);
  const option = {
    ...common,
    grid: { ...common.grid, right: hasEnds ? endsOf(task.width) : common.grid.right },
    xAxis: placeAxis(shaped, task),
    yAxis: valueAxis(shaped, task),
    tooltip: tooltip(ink, isStill, (params) =>
      placeTip(shaped, isDated ? dateIndex(shaped, params) : indexOf(params)),
    ),
    series: parts.map((each, rank) => {
      const values = isStacked ? standing(each.values, whole) : each.values;
      const alone = lonely(spans ? values.filter((value) => value !== null) : values);
      return {
        id: each.code,
        name: each.name,
        type: "line",
        data: isDated ? pairs(values, xs, spans && !isStacked) : values,
        showSymbol: isRank || alone.size > 0,
        // What is known for one pricing window alone held through it.
        symbol: view.x === "window" ? "rect" : "circle",
        symbolSize: isRank ? 9 : (_: unknown, at: Mark) => (alone.has(at.dataIndex) ? point(view.x) : 0),
        z: parts.length - rank + 2,
        color: ink.of(each.variable),
        emphasis: { disabled: true },
        ...(!isDated && { smooth: isRank ? 0.4 : 0.15, smoothMonotone: "x" }),
        ...(rank === 0 && breaks(task, shaped, isDated)),
        ...(hasEnds && { endLabel: endLabel(each, task), labelLayout: { moveOverlap: "shiftY" } }),
        ...look(ink.of(each.variable), isStacked, xs.length > 120),
      };
    }),
  };
  return { option, stops: stopsOf(shaped), rowAt: (x, y) => rowAt(shaped, isStacked, isDated, x, y) };
}

/** Without the series that are switched off. */
export function visible(shaped: Shaped, hidden: readonly string[]): Shaped {
  return { ...shaped, parts: shaped.parts.filter((each) => !hidden.includes(each.code)) };
}

/** One stop a place, then one a series; what is unknown is passed over. */
export function stopsOf(shaped: Shaped): Stop[][] {
  const { parts, xs, view, unit, format } = shaped;
  return xs.map((_, index) => {
    const marks = parts.flatMap((each, seriesIndex) => {
      const value = each.values[index];
      if (typeof value !== "number") return [];
      const text = `${each.name}: ${sayColumn(view.y, value, unit, format)}`;
      return [{ text, row: each.rows[index], seriesIndex, dataIndex: index }];
    });
    const whole = { text: reading(shaped, index), row: only(marks)?.row, seriesIndex: 0, dataIndex: index };
    return marks.length > 1 ? [whole, ...marks] : [whole];
  });
}

function only<Item>(items: readonly Item[]): Item | undefined {
  return items.length === 1 ? items[0] : undefined;
}

function look(colour: string, isStacked: boolean, isLong: boolean) {
  if (!isStacked) return { lineStyle: { width: isLong ? 1.25 : 2 } };
  return {
    stack: "whole",
    lineStyle: { width: isLong ? 0.5 : 1.25 },
    areaStyle: { color: fading(colour) },
  };
}

/** A layer's fill: fuller at its top, so that layers part where they meet. */
function fading(colour: string) {
  const colorStops = [
    { offset: 0, color: withOpacity(colour, 0.72) },
    { offset: 1, color: withOpacity(colour, 0.42) },
  ];
  return { type: "linear", x: 0, y: 0, x2: 0, y2: 1, colorStops };
}

/** Dates as echarts reads them; days and weeks come as they come, so that a line spans what lies between them. */
function pairs(values: readonly (number | null)[], xs: readonly string[], spans: boolean) {
  return xs.flatMap((day, index) => {
    const value = values[index] ?? null;
    return value === null && spans ? [] : [[day, value]];
  });
}

/** A layer that is missing where others stand has no thickness there: a hole would tear the layers above it. */
function standing(values: readonly (number | null)[], whole: readonly (number | null)[]) {
  return values.map((value, index) => (value === null && whole[index] !== null ? 0 : value));
}

function endLabel({ short }: Part, { ink, width }: Task) {
  return {
    show: true,
    formatter: () => short,
    color: ink.ink,
    fontSize: 12,
    width: endsOf(width) - 20,
    overflow: "truncate",
    distance: 10,
  };
}

function dateIndex({ xs }: Shaped, params: unknown): number {
  const first = (Array.isArray(params) ? params[0] : params) as { value?: [string, number] } | undefined;
  return Math.max(0, xs.indexOf(first?.value?.[0] ?? ""));
}

/** The points with a gap on both sides, which would not be seen as a line. */
function lonely(values: readonly (number | null)[]): ReadonlySet<number> {
  const isKnown = (index: number) => typeof values[index] === "number";
  const places = values.map((_, index) => index);
  return new Set(places.filter((at) => isKnown(at) && !isKnown(at - 1) && !isKnown(at + 1)));
}

function point(x: string | undefined): number | [number, number] {
  return x === "window" ? [14, 3] : 6;
}

function breaks({ breaks: known = [], ink }: Task, { xs }: Shaped, isDated: boolean) {
  const data = known.flatMap(({ at, text }) => {
    const index = xs.findIndex((each) => each >= at.slice(0, each.length));
    return index > 0 && xs[0]! < at ? [{ xAxis: isDated ? at : index, name: text }] : [];
  });
  if (data.length === 0) return {};
  const lineStyle = { color: ink.caution, type: "dashed", width: 1 };
  return { markLine: { silent: true, symbol: "none", label: { show: false }, lineStyle, data } };
}

/** The layer under a click, or the line nearest to it. */
function rowAt(shaped: Shaped, isStacked: boolean, isDated: boolean, x: number, y: number) {
  const index = isDated ? nearestDate(shaped.xs, x) : Math.round(x);
  const known = shaped.parts.filter((each) => typeof each.values[index] === "number");
  if (!isStacked) {
    const away = (each: Part) => Math.abs((each.values[index] ?? 0) - y);
    return [...known].sort((a, b) => away(a) - away(b))[0]?.rows[index];
  }
  const heights = totals(known, shaped.xs.length)[index] ?? 0;
  if (y < 0 || y > heights) return undefined;
  let below = 0;
  return known.find((each) => (below += each.values[index] ?? 0) >= y)?.rows[index];
}

function nearestDate(xs: readonly string[], instant: number): number {
  const away = (day: string) => Math.abs(Date.parse(day) - instant);
  return xs.reduce((best, day, index) => (away(day) < away(xs[best] ?? day) ? index : best), 0);
}
