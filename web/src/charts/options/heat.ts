/** A grid of cells, the fuller the more: what was when, or who sold what. */
import { columnName } from "../../client/labels";
import { charts } from "../../words/charts";
import type { Drawn, Task } from "../drawn";
import { isChange, readValue, sayAxis, sayCell, sayColumn } from "../format";
import { EDGE, fitting, gridOf, NARROWEST, SCALE, type Foot } from "../grid";
import { rampColours, rampOf, stepOf, type Ramp } from "../ramp";
import { shape, type Shaped } from "../shape";
import type { Row } from "../view";
import { frame, placeAxis, tooltip } from "./frame";
import { tip } from "./tip";

/** What a short number needs. */
const WORDS = 46;
const MOST_ROWS = 30;

export function heat(task: Task): Drawn {
  const { ink, isStill, width, view } = task;
  const shaped = fitting(shape(task.rows, view, task.unit, MOST_ROWS), width);
  const { parts, unit, format, without } = shaped;
  const cells = cellsOf(shaped);
  const ramp = rampOf(
    cells.map((each) => each.value),
    isChange(view.y),
  );
  const said = (cell: Cell) => sayColumn(view.y, cell.value, unit, format);
  const { names, cell, foot } = gridOf(shaped, width);
  const hasWords = cell >= (format === "percent" ? NARROWEST - 1 : WORDS);
  const option = {
    ...frame(task),
    grid: { left: names, right: EDGE, top: 4, bottom: foot.height + SCALE, outerBoundsMode: "none" },
    xAxis: footAxis(placeAxis(shaped, { ...task, width: width - names }, true), foot),
    yAxis: {
      type: "category",
      inverse: true,
      data: parts.map((each) => each.short),
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { color: ink.ink, fontSize: 12, width: names - 12, overflow: "truncate" },
    },
    visualMap: {
      ...scale(ramp, task, (value) => sayAxis(value, format)),
      ...(without > 0 && { left: 0, itemHeight: 60 }),
    },
    ...(without > 0 && { title: left(charts.notDrawn(without), ink) }),
    tooltip: tooltip(
      ink,
      isStill,
      (params) => {
        const cell = cells[(params as { dataIndex: number }).dataIndex];
        const where = [{ name: columnName(view.y), value: cell ? said(cell) : "" }];
        return tip(cell ? `${cell.name}, ${cell.place}` : "", cell ? where : [], charts.noFactsHere);
      },
      "item",
    ),
    series: [
      {
        id: view.y,
        type: "heatmap",
        data: cells.map((each) => ({
          value: [each.x, each.y, each.value],
          // By steps, so that the words on each are read; the scale below shows the same colours.
          visualMap: false,
          itemStyle: { color: ink.of(stepOf(ramp, each.value).fill) },
          label: {
            show: hasWords,
            color: ink.of(stepOf(ramp, each.value).ink),
            fontSize: 11,
            formatter: sayCell(view.y, each.value, format),
          },
        })),
        itemStyle: { borderColor: ink.surface, borderWidth: 1.5, borderRadius: 4 },
        emphasis: { itemStyle: { borderColor: ink.ink } },
      },
    ],
  };
  const stops = shaped.xs.map((_, x) =>
    cells.flatMap((each, dataIndex) =>
      each.x === x
        ? [{ text: `${each.name}, ${each.place}: ${said(each)}`, row: each.row, seriesIndex: 0, dataIndex }]
        : [],
    ),
  );
  return { option, stops: stops.filter((each) => each.length > 0) };
}

/** Says at the foot what there was no room for. */
function left(text: string, ink: Task["ink"]) {
  return {
    text,
    right: 0,
    bottom: 0,
    padding: [0, 0, 12, 0],
    textStyle: { color: ink.soft, fontSize: 12, fontWeight: 400 },
  };
}

/** Under columns that are no times every name is written. */
function footAxis(axis: ReturnType<typeof placeAxis>, { rotate, width, isEvery }: Foot) {
  if (!isEvery) return axis;
  const broken = { overflow: rotate ? "truncate" : "break", hideOverlap: false, interval: 0 };
  return {
    ...axis,
    axisLabel: { ...axis.axisLabel, ...broken, width, rotate, fontSize: 11, lineHeight: 13 },
  };
}

/** The scale of a ramp at the foot of a picture. */
export function scale(ramp: Ramp, { ink }: Task, say: (value: number) => string) {
  return {
    type: "continuous",
    min: ramp.low,
    max: ramp.high || 1,
    calculable: false,
    orient: "horizontal",
    left: "center",
    bottom: 0,
    itemWidth: 10,
    itemHeight: 140,
    text: ramp.isCut
      ? [charts.orMore(say(ramp.high)), charts.orLess(say(ramp.low))]
      : [say(ramp.high), say(ramp.low)],
    textStyle: { color: ink.soft, fontSize: 12 },
    inRange: { color: rampColours(ramp).map(ink.of) },
  };
}

interface Cell {
  x: number;
  y: number;
  value: number;
  name: string;
  place: string;
  row: Row | undefined;
}

function cellsOf(shaped: Shaped): Cell[] {
  const { xs, parts, view } = shaped;
  return parts.flatMap((part, y) =>
    xs.flatMap((place, x) => {
      const value = part.values[x];
      if (typeof value !== "number") return [];
      return [{ x, y, value, name: part.name, place: readValue(view.x ?? "", place), row: part.rows[x] }];
    }),
  );
}
