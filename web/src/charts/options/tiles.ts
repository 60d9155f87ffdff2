/** Regions as tiles of one size, each about where it lies: none is lost for being small. */
import { columnName } from "../../client/labels";
import { charts } from "../../words/charts";
import type { Drawn, Task } from "../drawn";
import { formatOf, rowsOfUnit, sayAxis, sayColumn, unitsOf } from "../format";
import { rampOf, stepOf } from "../ramp";
import type { Region, Row } from "../view";
import { scale } from "./heat";
import { frame, tooltip } from "./frame";
import { tip } from "./tip";

const FOOT = 34;

export function tiles(task: Task): Drawn {
  const { view, ink, isStill, width, height, regions = [] } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const format = view.format ?? formatOf(view.y);
  const rows = new Map(rowsOfUnit(task.rows, view.y, unit).map((row) => [String(row[view.x ?? ""]), row]));
  const valueOf = (region: Region) => rows.get(region.name)?.[view.y];
  const ramp = rampOf(regions.map(valueOf).filter((each) => typeof each === "number"));
  const [columns, lines] = [
    1 + Math.max(0, ...regions.map((each) => each.column)),
    1 + Math.max(0, ...regions.map((each) => each.row)),
  ];
  const size = Math.min(width / columns, (height - FOOT) / lines);
  const [left, top] = [(width - size * columns) / 2, Math.max(0, (height - FOOT - size * lines) / 2)];
  const said = (region: Region) => {
    const value = valueOf(region);
    return typeof value === "number" ? sayColumn(view.y, value, unit, format) : charts.noFacts;
  };
  const axis = (count: number) => ({
    type: "category",
    show: false,
    data: Array.from({ length: count }, (_, at) => at),
  });
  const option = {
    ...frame(task),
    grid: { left, top, width: size * columns, height: size * lines, outerBoundsMode: "none" },
    xAxis: axis(columns),
    yAxis: { ...axis(lines), inverse: true },
    visualMap: scale(ramp, task, (value) => sayAxis(value, format)),
    tooltip: tooltip(
      ink,
      isStill,
      (params) => regionTip(regions[(params as { dataIndex: number }).dataIndex], said, view.y),
      "item",
    ),
    series: [
      {
        id: view.y,
        type: "heatmap",
        data: regions.map((each) => tile(each, valueOf(each), { task, ramp, size, format })),
        itemStyle: { borderColor: ink.surface, borderWidth: 3, borderRadius: 8 },
        emphasis: { itemStyle: { borderColor: ink.ink } },
      },
    ],
  };
  const stops = regions.map((each, dataIndex) => [
    { text: `${each.name}: ${said(each)}`, row: rows.get(each.name), seriesIndex: 0, dataIndex },
  ]);
  return { option, stops };
}

interface Look {
  task: Task;
  ramp: ReturnType<typeof rampOf>;
  size: number;
  format: ReturnType<typeof formatOf>;
}

function tile(region: Region, value: Row[string] | undefined, { task: { ink }, ramp, size, format }: Look) {
  const isKnown = typeof value === "number";
  const color = isKnown ? ink.of(stepOf(ramp, value).ink) : ink.faint;
  const words = isKnown ? `${region.name}\n${sayAxis(value, format)}` : region.name;
  return {
    value: [region.column, region.row, isKnown ? value : 0],
    visualMap: false,
    itemStyle: {
      color: isKnown ? ink.of(stepOf(ramp, value).fill) : ink.sunken,
      ...(region.isChosen && { borderColor: ink.ink }),
    },
    label: {
      show: true,
      color,
      fontSize: size < 72 ? 10 : 12,
      lineHeight: size < 72 ? 13 : 16,
      width: size - 10,
      overflow: "break",
      formatter: () => words,
    },
  };
}

function regionTip(region: Region | undefined, said: (region: Region) => string, y: string): HTMLElement {
  return tip(
    region?.name ?? "",
    region ? [{ name: columnName(y), value: said(region) }] : [],
    charts.noFactsHere,
  );
}
