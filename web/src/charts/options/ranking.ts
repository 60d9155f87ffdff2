/** Horizontal bars, largest first, each with its value, share and change beside it. */
import { columnName, OTHERS_CODE } from "../../client/labels";
import { charts } from "../../words/charts";
import { formatOf, isChange, isTime, sayColumn, unitsOf } from "../format";
import type { Drawn, Task } from "../drawn";
import { shortNames } from "../names";
import { slotsOf, variableOf } from "../palette";
import { isNarrow, ranked, type Ranked } from "../ranked";
import { frame, indexOf, tooltip } from "./frame";
import { tip } from "./tip";

/** About what a letter of a name takes. */
const LETTER = 8.4;

type Say = (each: Ranked) => string;

export function ranking(task: Task): Drawn {
  const { view, ink, isStill, width } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const bars = ranked(task.rows, view, unit);
  const format = view.format ?? formatOf(view.y);
  const said: Say = (each) => sayColumn(view.y, each.value, unit, format);
  const names = shortNames(bars.map((each) => each.name));
  const isOver = isNarrow(width);
  const option = {
    ...frame(task),
    ...(isOver ? over(bars, names, said, task) : beside(bars, names, task)),
    xAxis: { type: "value", show: false, min: (range: { min: number }) => Math.min(0, range.min) },
    tooltip: tooltip(ink, isStill, (params) => barTip(bars[indexOf(params)], task, said), "item"),
    series: [
      {
        id: view.y,
        type: "bar",
        barMaxWidth: isOver ? 8 : 18,
        emphasis: { disabled: true },
        data: bars.map((each) => ({
          // The rest is no competitor: beside its bar nobody else's could be seen.
          value: each.code === OTHERS_CODE ? 0 : each.value,
          itemStyle: {
            color: ink.of(colourOf(view, each, bars)),
            borderRadius: each.value < 0 ? [4, 0, 0, 4] : [0, 4, 4, 0],
          },
        })),
        label: {
          show: !isOver,
          position: "right",
          distance: 8,
          formatter: ({ dataIndex }: { dataIndex: number }) => label(bars[dataIndex], said),
          rich: {
            value: { color: ink.ink, fontSize: 13, fontWeight: 500 },
            aside: { color: ink.faint, fontSize: 12 },
          },
        },
      },
    ],
  };
  const stops = bars.map((each, dataIndex) => [
    {
      text: [`${dataIndex + 1}. ${each.name}: ${said(each)}`, each.aside].filter(Boolean).join(", "),
      row: each.row,
      seriesIndex: 0,
      dataIndex,
    },
  ]);
  return { option, stops };
}

const PLAIN = {
  type: "category",
  inverse: true,
  axisLine: { show: false },
  axisTick: { show: false },
} as const;

/** Names at the left of the bars, values behind them. */
function beside(bars: readonly Ranked[], names: readonly string[], { ink, width }: Task) {
  const hasAside = bars.some((each) => each.aside);
  return {
    grid: {
      left: 4,
      right: hasAside ? 180 : 96,
      top: 0,
      bottom: 0,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    yAxis: {
      ...PLAIN,
      data: names,
      axisLabel: {
        color: ink.ink,
        fontSize: 13,
        overflow: "truncate",
        width: Math.min(280, width * 0.4),
        margin: 10,
      },
    },
  };
}

/** Names over the bars and values at the other end of the line, where there is no room beside them. */
function over(bars: readonly Ranked[], names: readonly string[], said: Say, { ink, width }: Task) {
  const values = bars.map(said);
  const room = width - Math.max(0, ...values.map((each) => each.length)) * LETTER - 8;
  const line = { inside: true, margin: 0, verticalAlign: "bottom", padding: [0, 0, 10, 0], color: ink.ink };
  return {
    grid: { left: 0, right: 0, top: 8, bottom: -8, outerBoundsMode: "none" },
    yAxis: [
      { ...PLAIN, data: names, axisLabel: { ...line, fontSize: 13, overflow: "truncate", width: room } },
      { ...PLAIN, data: values, position: "right", axisLabel: { ...line, fontSize: 13, fontWeight: 500 } },
    ],
  };
}

/** What went up and what went down; products keep their colours; the others are compared by length alone. */
function colourOf({ x = "", y }: Task["view"], each: Ranked, bars: readonly Ranked[]): string {
  if (isChange(y) || bars.some((bar) => bar.value < 0)) return each.value < 0 ? "--caution" : "--good";
  const first = bars.slice(0, 1).map((bar) => bar.code);
  const own = variableOf(x, each.code, slotsOf(x, first));
  return own.startsWith("--product") ? own : "--accent";
}

/** Names are no part of it, so that no bracket of theirs is read as a style. */
function label(each: Ranked | undefined, said: Say): string {
  if (!each) return "";
  return !each.aside ? `{value|${said(each)}}` : `{value|${said(each)}}  {aside|${each.aside}}`;
}

/** Its value, and every other figure that was asked for with it. */
function barTip(each: Ranked | undefined, { view }: Task, said: Say): HTMLElement {
  if (!each) return tip("", [], charts.noFactsHere);
  const unit = String(each.row["unit"] ?? "");
  const more = Object.entries(each.row).flatMap(([column, value]) =>
    typeof value === "number" && column !== view.y && column !== view.x && !isTime(column)
      ? [{ name: columnName(column), value: sayColumn(column, value, unit) }]
      : [],
  );
  return tip(each.name, [{ name: columnName(view.y), value: said(each) }, ...more], charts.noFactsHere);
}
