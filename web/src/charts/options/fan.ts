/** What was, and what is expected with the band that it lies in. */
import { charts } from "../../words/charts";
import type { Drawn, Task } from "../drawn";
import { readValue, sayColumn } from "../format";
import { shape } from "../shape";
import type { Row } from "../view";
import { frame, indexOf, placeAxis, tooltip, valueAxis } from "./frame";
import { tip } from "./tip";

export function fan(task: Task): Drawn {
  const { ink, isStill, view } = task;
  // The middle alone is one line; days stand evenly, so that the band meets it.
  const shaped = shape(task.rows, { kind: "fan", y: view.y, ...(view.x && { x: view.x }) }, task.unit);
  const { xs, unit, format } = shaped;
  const rows = shaped.parts[0]?.rows ?? [];
  const at = (column: string | undefined) =>
    xs.map((_, index) =>
      column && typeof rows[index]?.[column] === "number" ? Number(rows[index]?.[column]) : null,
    );
  const [middle, low, high] = [at(view.y), at(view.low), at(view.high)];
  const firstExpected = low.findIndex((each) => each !== null);
  const isExpected = (index: number) => firstExpected >= 0 && index >= firstExpected;
  const colour = ink.accent;
  const common = { type: "line", showSymbol: false, emphasis: { disabled: true }, color: colour } as const;
  const none = { lineStyle: { opacity: 0 }, silent: true, stack: "band", stackStrategy: "all" };
  const option = {
    ...frame(task),
    xAxis: placeAxis(shaped, task, false, false),
    yAxis: valueAxis(shaped, task),
    tooltip: tooltip(ink, isStill, (params) => fanTip(indexOf(params))),
    series: [
      { ...common, id: "known", data: middle.map((value, index) => (isExpected(index) ? null : value)) },
      {
        ...common,
        id: "expected",
        lineStyle: { type: "dashed" },
        data: middle.map((value, index) => (index >= firstExpected - 1 && firstExpected >= 0 ? value : null)),
      },
      { ...common, ...none, id: "low", data: low },
      {
        ...common,
        ...none,
        id: "band",
        data: high.map((value, index) =>
          value === null || low[index] == null ? null : value - (low[index] ?? 0),
        ),
        areaStyle: { color: ink.of("--chart-band") },
      },
    ],
  };

  function lines(index: number) {
    const row: Row = rows[index] ?? {};
    const named = [
      [isExpected(index) ? charts.expected : charts.known, view.y],
      [charts.low, view.low],
      [charts.high, view.high],
    ] as const;
    return named.flatMap(([name, column]) => {
      const value = column ? row[column] : null;
      return typeof value === "number" ? [{ name, value: sayColumn(view.y, value, unit, format) }] : [];
    });
  }
  function fanTip(index: number): HTMLElement {
    return tip(readValue(view.x ?? "", xs[index]), lines(index), charts.noFactsHere);
  }
  const stops = xs.map((x, dataIndex) => {
    const said = lines(dataIndex).map((each) => `${each.name} ${each.value}`);
    const text = `${readValue(view.x ?? "", x)}: ${said.join(", ") || charts.noFacts}`;
    return [{ text, row: rows[dataIndex], seriesIndex: isExpected(dataIndex) ? 1 : 0, dataIndex }];
  });
  return { option, stops };
}
