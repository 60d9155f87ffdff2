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

function drawn(task: Task, isStacked: boolean): Drawn {
  const { ink, isStill } = task;
  const shaped = visible(shape(task.rows, task.view, task.unit), task.hidden);
  const { parts, xs, view } = shaped;
  const isDated = DATES.includes(view.x ?? "");
  const isRank = view.y === "rank";
  const option = {
    ...frame(task),
    xAxis: placeAxis(shaped, task),
    yAxis: valueAxis(shaped, task),
    tooltip: tooltip(ink, isStill, (params) =>
      placeTip(shaped, isDated ? dateIndex(shaped, params) : indexOf(params)),
    ),
    series: parts.map((each, rank) => ({
      id: each.code,
      name: each.name,
      type: "line",
      data: isDated ? pairs(each, xs, isStacked) : each.values,
      showSymbol: isRank || isLonely(each, isDated),
      symbol: "circle",
      symbolSize: isRank ? 9 : 6,
      z: parts.length - rank + 2,
      color: ink.of(each.variable),
      emphasis: { disabled: true },
      ...(!isDated && { smooth: isRank ? 0.4 : 0.15, smoothMonotone: "x" }),
      ...(rank === 0 && breaks(task, shaped)),
      ...look(ink.of(each.variable), isStacked, xs.length > 120),
    })),
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

/** Dates as echarts reads them; a line goes from one known date to the next, a stack needs all of them. */
function pairs(part: Part, xs: readonly string[], isStacked: boolean) {
  return xs.flatMap((day, index) => {
    const value = part.values[index] ?? null;
    return value === null && !isStacked ? [] : [[day, value]];
  });
}

function dateIndex({ xs }: Shaped, params: unknown): number {
  const first = (Array.isArray(params) ? params[0] : params) as { value?: [string, number] } | undefined;
  return Math.max(0, xs.indexOf(first?.value?.[0] ?? ""));
}

/** A point with a gap on both sides would not be seen as a line. */
function isLonely({ values }: Part, isDated: boolean): boolean {
  if (isDated) return values.filter((each) => each !== null).length === 1;
  return values.some(
    (value, index) =>
      typeof value === "number" &&
      typeof values[index - 1] !== "number" &&
      typeof values[index + 1] !== "number",
  );
}

function breaks({ breaks: known = [], ink }: Task, { xs }: Shaped) {
  const data = known.flatMap(({ at, text }) => {
    const index = xs.findIndex((each) => each >= at.slice(0, each.length));
    return index > 0 && xs[0]! < at ? [{ xAxis: index, name: text }] : [];
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
