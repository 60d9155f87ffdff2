/** Horizontal bars, largest first, each with its value, share and change beside it. */
import { columnName, shortName } from "../../client/labels";
import { charts } from "../../words/charts";
import { formatOf, sayColumn, unitsOf } from "../format";
import type { Drawn, Task } from "../drawn";
import { slotsOf, variableOf } from "../palette";
import { isNarrow, ranked, type Ranked } from "../ranked";
import { frame, indexOf, tooltip } from "./frame";
import { tip } from "./tip";

/** From here on there is room for shares and changes. */
const WIDE = 520;

export function ranking(task: Task): Drawn {
  const { view, ink, isStill, width } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const bars = ranked(task.rows, view, unit);
  const format = view.format ?? formatOf(view.y);
  const said = (each: Ranked) => sayColumn(view.y, each.value, unit, format);
  const hasAside = width >= WIDE && bars.some((each) => each.aside);
  const option = {
    ...frame(task),
    grid: {
      left: isNarrow(width) ? 0 : 4,
      right: hasAside ? 180 : 88,
      top: isNarrow(width) ? 8 : 0,
      bottom: isNarrow(width) ? -8 : 0,
      outerBoundsMode: "same",
      outerBoundsContain: "axisLabel",
    },
    xAxis: { type: "value", show: false, min: (range: { min: number }) => Math.min(0, range.min) },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map((each) => shortName(each.name)),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: {
        color: ink.ink,
        fontSize: 13,
        overflow: "truncate",
        ...(isNarrow(width) ? over(width) : beside(width)),
      },
    },
    tooltip: tooltip(ink, isStill, (params) => barTip(bars[indexOf(params)], task, said), "item"),
    series: [
      {
        id: view.y,
        type: "bar",
        barMaxWidth: isNarrow(width) ? 8 : 18,
        emphasis: { disabled: true },
        data: bars.map((each) => ({
          value: each.value,
          itemStyle: { color: ink.of(colourOf(view.x ?? "", each, bars)), borderRadius: [0, 4, 4, 0] },
        })),
        label: {
          show: true,
          position: "right",
          distance: 8,
          formatter: ({ dataIndex }: { dataIndex: number }) => label(bars[dataIndex], said, hasAside),
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

/** Names at the left of the bars. */
function beside(width: number) {
  return { width: Math.min(240, width * 0.36), margin: 10 };
}

/** Names over the bars, where there is no room beside them. */
function over(width: number) {
  return { inside: true, width: width - 16, margin: 0, verticalAlign: "bottom", padding: [0, 0, 10, 0] };
}

/** Products keep their colours; what has none of its own is compared by length alone, in one colour. */
function colourOf(column: string, each: Ranked, bars: readonly Ranked[]): string {
  const own = variableOf(
    column,
    each.code,
    slotsOf(
      column,
      bars.slice(0, 1).map((bar) => bar.code),
    ),
  );
  return own.startsWith("--product") ? own : "--accent";
}

/** Names are no part of it, so that no bracket of theirs is read as a style. */
function label(each: Ranked | undefined, said: (each: Ranked) => string, hasAside: boolean): string {
  if (!each) return "";
  return !hasAside || !each.aside ? `{value|${said(each)}}` : `{value|${said(each)}}  {aside|${each.aside}}`;
}

function barTip(each: Ranked | undefined, { view }: Task, said: (each: Ranked) => string): HTMLElement {
  if (!each) return tip("", [], charts.noFactsHere);
  const more = ["share", `${view.y}_before`, `${view.y}_growth`].flatMap((column) => {
    const value = each.row[column];
    const name =
      { share: charts.share }[column] ?? (column.endsWith("before") ? charts.before("") : charts.change);
    return typeof value === "number" && column !== view.y ? [{ name, value: sayColumn(column, value) }] : [];
  });
  return tip(each.name, [{ name: columnName(view.y), value: said(each) }, ...more], charts.noFactsHere);
}
