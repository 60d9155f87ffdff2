/** How a price is built up: each part begins where the one before ended; totals stand on the ground. */
import { charts } from "../../words/charts";
import type { Drawn, Task } from "../drawn";
import { readValue, sayAxis, sayColumn, unitsOf } from "../format";
import { roleVariable, stepsOf, type Step } from "../steps";
import { frame, indexOf, tooltip } from "./frame";
import { tip } from "./tip";

export function waterfall(task: Task): Drawn {
  const { view, ink, isStill, width } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const steps = stepsOf(task.rows, view, unit).filter((each) => !task.hidden.includes(each.role));
  const said = (each: Step) => sayColumn(view.y, each.value, unit, view.format ?? "price");
  const option = {
    ...frame(task),
    grid: { left: 4, right: 72, top: 0, bottom: 4, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "value",
      splitLine: { lineStyle: { color: ink.line } },
      axisLabel: {
        color: ink.soft,
        fontSize: 12,
        hideOverlap: true,
        formatter: (value: number) => sayAxis(value, "price"),
      },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: steps.map((each) => each.name),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink.ink, fontSize: 12, width: Math.min(220, width * 0.36), overflow: "truncate" },
    },
    tooltip: tooltip(ink, isStill, (params) => stepTip(steps[indexOf(params)], said, unit, task), "axis"),
    series: [
      {
        id: "ground",
        type: "bar",
        stack: "steps",
        silent: true,
        itemStyle: { color: "transparent" },
        data: steps.map((each) => Math.min(each.from, each.to)),
      },
      {
        id: view.y,
        type: "bar",
        stack: "steps",
        barMaxWidth: 18,
        emphasis: { disabled: true },
        data: steps.map((each) => ({
          value: Math.abs(each.to - each.from),
          itemStyle: { color: ink.of(roleVariable(each.role)), borderRadius: 3 },
        })),
        label: {
          show: true,
          position: "right",
          color: ink.ink,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => label(steps[dataIndex]),
        },
      },
    ],
  };
  const stops = steps.map((each, dataIndex) => [
    { text: `${each.name}: ${said(each)}`, row: each.row, seriesIndex: 1, dataIndex },
  ]);
  return { option, stops };
}

function label(step: Step | undefined): string {
  if (!step) return "";
  const text = sayColumn("", Math.abs(step.value), "", "price");
  return step.isTotal ? text : `${step.value < 0 ? "−" : "+"}${text}`;
}

function stepTip(
  step: Step | undefined,
  said: (step: Step) => string,
  unit: string,
  { view }: Task,
): HTMLElement {
  if (!step) return tip("", [], charts.noFactsHere);
  const mark = {
    name: readValue("role", step.role || null),
    value: said(step),
    variable: roleVariable(step.role),
  };
  const upTo = { name: charts.soFar, value: sayColumn(view.y, step.to, unit, "price"), isTotal: true };
  return tip(step.name, step.isTotal ? [mark] : [mark, upTo], charts.noFactsHere);
}
