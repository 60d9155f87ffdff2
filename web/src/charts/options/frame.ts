/** What every chart with axes has: its room, its axes, its tooltip. */
import { charts } from "../../words/charts";
import { DATES, readValue, sayAxis, sayColumn } from "../format";
import type { Task } from "../drawn";
import type { Ink } from "../ink";
import { hasTotal, totals, type Shaped } from "../shape";
import { dateLabels } from "./dates";
import { tip, type TipLine } from "./tip";

export const FONT = "Inter, system-ui, sans-serif";

export function frame({ isStill }: Task) {
  return {
    animation: !isStill,
    animationDuration: 350,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: FONT },
    grid: {
      left: 4,
      right: 12,
      top: 14,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
  } as const;
}

export function tooltip(
  ink: Ink,
  isStill: boolean,
  formatter: (params: unknown) => HTMLElement,
  trigger = "axis",
) {
  return {
    trigger,
    confine: true,
    transitionDuration: isStill ? 0 : 0.15,
    className: "chart-tip",
    backgroundColor: "transparent",
    borderWidth: 0,
    padding: 0,
    extraCssText: "box-shadow: none",
    axisPointer: {
      type: "line",
      lineStyle: { color: ink.strong, type: "solid", width: 1 },
      shadowStyle: { color: ink.line, opacity: 0.5 },
    },
    formatter,
  };
}

/** The axis of periods or values, labelled as densely as there is room. */
export function placeAxis({ xs, view }: Shaped, { ink, width }: Task, hasBars = false, isDated = true) {
  const x = view.x ?? "";
  const style = {
    axisLine: { lineStyle: { color: ink.line } },
    axisTick: { show: false },
    splitLine: { show: false },
  };
  const label = { color: ink.soft, fontSize: 12, hideOverlap: true };
  if (DATES.includes(x) && !hasBars && isDated)
    return { type: "time", ...style, axisLabel: { ...label, ...dateLabels(xs, width) } };
  const isLong = x === "month" && xs.length > 30;
  const interval = (index: number, period: string) => isLabelled(index, period, xs.length, width, isLong);
  const formatter = (period: string) => (isLong ? period.slice(0, 4) : readValue(x, period));
  return {
    type: "category",
    boundaryGap: hasBars,
    data: xs,
    ...style,
    axisLabel: { ...label, interval, formatter, width: 110, overflow: "truncate" },
  };
}

/** The axis of values; ranks count from above. */
export function valueAxis({ view, format }: Shaped, { ink }: Task) {
  const isRank = view.y === "rank";
  return {
    type: "value",
    splitNumber: 4,
    inverse: isRank,
    // Whoever is the first at all times still has room below.
    ...(isRank && { min: 1, minInterval: 1, max: (range: { max: number }) => Math.max(2, range.max) }),
    ...(format === "price" && { scale: true }),
    ...(view.asShare && { max: 1, interval: 0.25 }),
    splitLine: { lineStyle: { color: ink.line } },
    axisLabel: { color: ink.soft, fontSize: 12, formatter: (value: number) => sayAxis(value, format) },
  };
}

/** All series at one place, largest first, with their total where they add up. */
export function placeTip(shaped: Shaped, index: number): HTMLElement {
  const { view, unit, format, parts, xs } = shaped;
  const order = view.y === "rank" ? 1 : -1;
  const lines: (TipLine & { size: number })[] = parts.flatMap((each) => {
    const size = each.values[index];
    if (typeof size !== "number") return [];
    const value = sayColumn(view.y, size, unit, format);
    return [{ name: each.name, value, variable: each.variable, size }];
  });
  lines.sort((a, b) => order * (a.size - b.size));
  const total = hasTotal(shaped) ? totals(parts, xs.length)[index] : null;
  const whole: TipLine[] =
    typeof total === "number"
      ? [{ name: charts.total, value: sayColumn(view.y, total, unit, format), isTotal: true }]
      : [];
  return tip(readValue(view.x ?? "", xs[index]), [...lines, ...whole], charts.noFactsHere);
}

/** The data index of what echarts points at. */
export function indexOf(params: unknown): number {
  const first: unknown = Array.isArray(params) ? params[0] : params;
  return (first as { dataIndex?: number } | undefined)?.dataIndex ?? 0;
}

function isLabelled(index: number, period: string, count: number, width: number, isLong: boolean): boolean {
  const room = Math.max(2, Math.floor(width / 88));
  if (!isLong) return count <= room || index % Math.ceil(count / room) === 0;
  const step = Math.ceil(count / 12 / Math.max(2, Math.floor(width / 56)));
  return period.endsWith("-01") && Number(period.slice(0, 4)) % step === 0;
}
