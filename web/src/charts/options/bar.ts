/** Bars that stand over periods or values: stacked where they add up, side by side where they do not. */
import type { Drawn, Task } from "../drawn";
import { isSum } from "../format";
import { shape } from "../shape";
import { frame, indexOf, placeAxis, placeTip, tooltip, valueAxis } from "./frame";
import { stopsOf, visible } from "./line";

export function bar(task: Task): Drawn {
  const { ink, isStill } = task;
  const shaped = visible(shape(task.rows, task.view, task.unit), task.hidden);
  const isStacked = isSum(task.view.y);
  const tips = tooltip(ink, isStill, (params) => placeTip(shaped, indexOf(params)));
  const option = {
    ...frame(task),
    xAxis: placeAxis(shaped, task, true),
    yAxis: { ...valueAxis(shaped, task), scale: false },
    tooltip: { ...tips, axisPointer: { ...tips.axisPointer, type: "shadow" } },
    series: shaped.parts.map((each) => ({
      id: each.code,
      name: each.name,
      type: "bar",
      data: each.values,
      color: ink.of(each.variable),
      barMaxWidth: 36,
      barGap: "10%",
      emphasis: { disabled: true },
      ...(isStacked ? { stack: "whole" } : { itemStyle: { borderRadius: [3, 3, 0, 0] } }),
    })),
  };
  return { option, stops: stopsOf(shaped) };
}
