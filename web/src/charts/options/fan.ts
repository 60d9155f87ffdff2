/** What was, and what is expected with the band that it lies in; or the middle of a range that is known throughout. */
import { columnName } from "../../client/labels";
import { charts } from "../../words/charts";
import type { Drawn, Task } from "../drawn";
import { DATES, readValue, sayColumn } from "../format";
import { shape } from "../shape";
import type { Row } from "../view";
import { frame, placeAxis, tooltip, valueAxis } from "./frame";
import { tip, type TipLine } from "./tip";

/** Up to so many days each is marked. */
const FEW = 24;

export function fan(task: Task): Drawn {
  const { ink, isStill, view } = task;
  const { main, beside } = apart(task);
  const shaped = shape(main, { kind: "fan", y: view.y, ...(view.x && { x: view.x }) }, task.unit);
  const { xs, unit, format } = shaped;
  const isDated = DATES.includes(view.x ?? "");
  const rows = shaped.parts[0]?.rows ?? [];
  const at = (column: string | undefined) =>
    xs.map((_, index) =>
      column && typeof rows[index]?.[column] === "number" ? Number(rows[index]?.[column]) : null,
    );
  const [middle, low, high] = [at(view.y), at(view.low), at(view.high)];
  const start = low.findIndex((each) => each !== null);
  // A band from the very beginning is a range of what is known, no forecast.
  const firstExpected = start > 0 ? start : xs.length;
  const isExpected = (index: number) => index >= firstExpected;
  const placed = (values: readonly (number | null)[]) =>
    isDated ? values.map((value, index) => [xs[index], value]) : values;
  // A line over few days says where it knows something, and where it only joins two of them.
  const isSparse = isDated && xs.length <= FEW;
  const common = {
    type: "line",
    showSymbol: isSparse,
    symbol: "circle",
    symbolSize: 7,
    emphasis: { disabled: true },
    color: ink.accent,
  } as const;
  const none = {
    lineStyle: { opacity: 0 },
    showSymbol: false,
    silent: true,
    stack: "band",
    stackStrategy: "all",
  };
  const reach = high.map((value, index) =>
    value === null || low[index] == null ? null : value - low[index],
  );
  const isThroughout = (of: readonly Row[]) => of.length >= xs.length;
  const known = middle.filter((each) => each !== null);
  const isAbove = (of: readonly Row[]) => Number(of.at(-1)?.[view.y]) > Math.max(...known);
  const option = {
    ...frame(task),
    xAxis: placeAxis(shaped, task),
    yAxis: valueAxis(shaped, task),
    tooltip: tooltip(ink, isStill, (params) => fanTip(params)),
    series: [
      {
        ...common,
        id: "known",
        data: placed(middle.map((value, index) => (isExpected(index) ? null : value))),
      },
      {
        ...common,
        id: "expected",
        lineStyle: { type: "dashed" },
        data: placed(middle.map((value, index) => (start > 0 && index >= start - 1 ? value : null))),
      },
      { ...common, ...none, id: "low", data: placed(low) },
      { ...common, ...none, id: "band", data: placed(reach), areaStyle: { color: ink.of("--chart-band") } },
      ...beside.map(([code, of]) => ({
        type: "line",
        id: code,
        symbol: isThroughout(of) ? "none" : "rect",
        symbolSize: [14, 3],
        color: ink.caution,
        // What holds throughout is a line; what holds for its own days alone is marked there, and not drawn on.
        lineStyle: isThroughout(of) ? { type: "dashed", width: 1.5 } : { opacity: 0 },
        emphasis: { disabled: true },
        data: of.map((row) => [row[view.x ?? ""], row[view.y]]),
        endLabel: {
          show: true,
          formatter: () => readValue(view.series ?? "", code),
          color: ink.caution,
          fontSize: 12,
          textBorderColor: ink.surface,
          textBorderWidth: 3,
          align: "right",
          // A line's name stands towards the middle, where there is room; that of marks away from it.
          ...beneath(isAbove(of) === isThroughout(of)),
        },
      })),
    ],
  };

  function lines(index: number): TipLine[] {
    const row: Row = rows[index] ?? {};
    const isForecast = start > 0;
    const named = [
      [isForecast ? (isExpected(index) ? charts.expected : charts.known) : columnName(view.y), view.y],
      [isForecast ? charts.low : columnName(view.low ?? ""), view.low],
      [isForecast ? charts.high : columnName(view.high ?? ""), view.high],
    ] as const;
    return named.flatMap(([name, column]) => {
      const value = column ? row[column] : null;
      return typeof value === "number" ? [{ name, value: sayColumn(view.y, value, unit, format) }] : [];
    });
  }
  function fanTip(params: unknown): HTMLElement {
    const hits = (Array.isArray(params) ? params : [params]) as { seriesId?: string; dataIndex?: number }[];
    const own = hits.find((each) => each.seriesId === "known" || each.seriesId === "expected");
    const others = hits.flatMap(({ seriesId, dataIndex }) => {
      const row = beside.find(([code]) => code === seriesId)?.[1][dataIndex ?? -1];
      const value = row?.[view.y];
      if (typeof value !== "number") return [];
      const name = readValue(view.series ?? "", seriesId ?? "");
      return [{ name, value: sayColumn(view.y, value, unit, format), day: String(row?.[view.x ?? ""]) }];
    });
    const index = own?.dataIndex ?? -1;
    const title = readValue(view.x ?? "", index < 0 ? (others[0]?.day ?? "") : xs[index]);
    return tip(title, [...(index < 0 ? [] : lines(index)), ...others], charts.noFactsHere);
  }
  const stops = xs.map((x, dataIndex) => {
    const said = lines(dataIndex).map((each) => `${each.name} ${each.value}`);
    const text = `${readValue(view.x ?? "", x)}: ${said.join(", ") || charts.noFacts}`;
    return [{ text, row: rows[dataIndex], seriesIndex: isExpected(dataIndex) ? 1 : 0, dataIndex }];
  });
  return { option, stops };
}

/** Whether a name stands under the end of its line or over it. */
function beneath(isUnder: boolean) {
  return { verticalAlign: isUnder ? "top" : "bottom", offset: [4, isUnder ? 8 : -8] };
}

/** The rows with a band, and beside them the single marks that the view's series tells apart. */
function apart({ rows, view }: Task) {
  const { series } = view;
  if (!series) return { main: rows, beside: [] as [string, Row[]][] };
  const hasBand = new Set(
    rows.filter((row) => typeof row[view.low ?? ""] === "number").map((row) => row[series] ?? null),
  );
  const beside = new Map<string, Row[]>();
  for (const row of rows) {
    if (hasBand.has(row[series] ?? null) || typeof row[view.y] !== "number") continue;
    const code = String(row[series]);
    beside.set(code, [...(beside.get(code) ?? []), row]);
  }
  return { main: rows.filter((row) => hasBand.has(row[series] ?? null)), beside: [...beside] };
}
