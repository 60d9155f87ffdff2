/** What echarts is told to draw for volumes over months. */
import type { EChartsCoreOption } from "echarts/core";
import { monthName } from "../ui/dates";
import { shortNumber, shortQuantity } from "../ui/numbers";
import { productVariable, shownColour, withOpacity } from "./palette";
import { monthTotals, type MonthlySeries, type Series } from "./series";

export type ChartShape = "area" | "lines";

interface Drawing {
  all: MonthlySeries;
  series: readonly Series[];
  shape: ChartShape;
  isStill: boolean;
}

export function monthlyOption({ all, series, shape, isStill }: Drawing): EChartsCoreOption {
  const ink = {
    soft: shownColour("--ink-soft"),
    line: shownColour("--line"),
    strong: shownColour("--line-strong"),
  };
  const isLong = all.months.length > 120;
  return {
    animation: !isStill,
    animationDuration: 350,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: "Inter, system-ui, sans-serif" },
    grid: {
      left: 4,
      right: 12,
      top: 14,
      bottom: 4,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: all.months,
      axisLine: { lineStyle: { color: ink.line } },
      axisTick: { show: false },
      axisLabel: {
        color: ink.soft,
        fontSize: 12,
        hideOverlap: true,
        interval: (index: number, month: string) => isLabelled(index, month, all.months.length),
        formatter: (month: string) => (all.months.length > 30 ? month.slice(0, 4) : monthName(month)),
      },
    },
    yAxis: {
      type: "value",
      splitNumber: 4,
      splitLine: { lineStyle: { color: ink.line } },
      axisLabel: { color: ink.soft, fontSize: 12, formatter: (value: number) => shortNumber(value) },
    },
    tooltip: {
      trigger: "axis",
      confine: true,
      transitionDuration: isStill ? 0 : 0.15,
      className: "chart-tip",
      backgroundColor: "transparent",
      borderWidth: 0,
      padding: 0,
      extraCssText: "box-shadow: none",
      axisPointer: { type: "line", lineStyle: { color: ink.strong, type: "solid", width: 1 } },
      formatter: (points: unknown) => tip(all, series, indexOf(points)),
    },
    series: series.map((each, rank) => ({
      id: each.code,
      name: each.name,
      type: "line",
      data: each.values,
      showSymbol: all.months.length === 1,
      symbol: "circle",
      symbolSize: 7,
      smooth: 0.15,
      smoothMonotone: "x",
      z: series.length - rank,
      color: shownColour(productVariable(each.code)),
      emphasis: { disabled: true },
      ...(shape === "area"
        ? {
            stack: "volume",
            lineStyle: { width: isLong ? 0.5 : 1.25 },
            areaStyle: { color: fading(shownColour(productVariable(each.code))) },
          }
        : { lineStyle: { width: isLong ? 1.25 : 2 } }),
    })),
  };
}

/** The words of one month, for the tooltip and for screen readers. */
export function monthReading(all: MonthlySeries, series: readonly Series[], index: number): string {
  const parts = series.flatMap((each) => {
    const value = each.values[index];
    return typeof value === "number" && value !== 0 ? [`${each.name} ${shortQuantity(value, all.unit)}`] : [];
  });
  const total = monthTotals(all.months, series)[index];
  const whole = typeof total === "number" ? `total ${shortQuantity(total, all.unit)}` : "no facts";
  return `${monthName(all.months[index] ?? "")}: ${[whole, ...parts].join(", ")}`;
}

/** A layer's fill: fuller at its top, so that layers part where they meet. */
function fading(colour: string) {
  const colorStops = [
    { offset: 0, color: withOpacity(colour, 0.72) },
    { offset: 1, color: withOpacity(colour, 0.42) },
  ];
  return { type: "linear", x: 0, y: 0, x2: 0, y2: 1, colorStops };
}

function isLabelled(index: number, month: string, count: number): boolean {
  if (count > 30) return month.endsWith("-01");
  return count <= 8 || index % Math.ceil(count / 8) === 0;
}

function indexOf(points: unknown): number {
  const first: unknown = Array.isArray(points) ? points[0] : points;
  return (first as { dataIndex?: number } | undefined)?.dataIndex ?? 0;
}

function tip(all: MonthlySeries, series: readonly Series[], index: number): HTMLElement {
  const box = element("div", "chart-tip-box");
  box.append(element("p", "chart-tip-month", monthName(all.months[index] ?? "")));
  const list = element("dl", "chart-tip-list");
  for (const each of series) {
    const value = each.values[index];
    if (typeof value !== "number" || value === 0) continue;
    const name = element("dt", "chart-tip-marked", each.name);
    name.style.setProperty("--mark", `var(${productVariable(each.code)})`);
    list.append(name, element("dd", "", shortQuantity(value, all.unit)));
  }
  const total = monthTotals(all.months, series)[index];
  if (typeof total === "number" && series.length > 1) {
    list.append(
      element("dt", "chart-tip-total", "Total"),
      element("dd", "chart-tip-total", shortQuantity(total, all.unit)),
    );
  }
  box.append(list.childElementCount ? list : element("p", "", "No facts for this month"));
  return box;
}

function element(tag: string, name: string, text = ""): HTMLElement {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.textContent = text;
  return made;
}
