/** What both maps of regions have in common, the one of tiles and the one of areas: figures, colours and words. */
import { columnName } from "../../client/labels";
import { charts } from "../../words/charts";
import type { Stop, Task } from "../drawn";
import { formatOf, isChange, rowsOfUnit, sayAxis, sayColumn, unitsOf } from "../format";
import { rampOf, stepOf } from "../ramp";
import type { Region, Row } from "../view";
import { scale } from "./heat";
import { frame, tooltip } from "./frame";
import { tip } from "./tip";

export interface Placed {
  region: Region;
  value: number | null;
  row: Row | undefined;
  fill: string;
  ink: string;
  /** Its name, with its figure where there is one. */
  label: string;
  /** Its figure with its unit. */
  said: string;
}

/** Each region with its figure and its colours. */
export function placedOf(task: Task): readonly Placed[] {
  const { view, ink, regions = [] } = task;
  const unit = task.unit || (unitsOf(task.rows, view.y)[0] ?? "");
  const format = view.format ?? formatOf(view.y);
  const rows = new Map(rowsOfUnit(task.rows, view.y, unit).map((row) => [String(row[view.x ?? ""]), row]));
  const ramp = rampFor(task, rows);
  return regions.map((region) => {
    const row = rows.get(region.name);
    const value = row?.[view.y];
    if (typeof value !== "number")
      return {
        region,
        row,
        value: null,
        fill: ink.sunken,
        ink: ink.faint,
        label: region.name,
        said: charts.noFacts,
      };
    const step = stepOf(ramp, value);
    return {
      region,
      row,
      value,
      fill: ink.of(step.fill),
      ink: ink.of(step.ink),
      label: `${region.name}\n${format === "percent" ? sayColumn(view.y, value, unit, format) : sayAxis(value, format)}`,
      said: sayColumn(view.y, value, unit, format),
    };
  });
}

function rampFor({ view, regions = [] }: Task, rows: ReadonlyMap<string, Row>) {
  const values = regions.map(({ name }) => rows.get(name)?.[view.y]);
  return rampOf(
    values.filter((each) => typeof each === "number"),
    isChange(view.y),
  );
}

/** Room, scale and tooltip of a map of regions. */
export function around(task: Task, placed: readonly Placed[]) {
  const { view, ink, isStill } = task;
  const format = view.format ?? formatOf(view.y);
  const rows = new Map(placed.flatMap(({ region, row }) => (row ? [[region.name, row]] : [])));
  return {
    ...frame(task),
    visualMap: scale(rampFor(task, rows), task, (value) => sayAxis(value, format)),
    tooltip: tooltip(
      ink,
      isStill,
      (params) => placedTip(placed[(params as { dataIndex: number }).dataIndex], view.y),
      "item",
    ),
  };
}

function placedTip(at: Placed | undefined, y: string): HTMLElement {
  const lines = at ? [{ name: columnName(y), value: at.said }] : [];
  return tip(at?.region.name ?? "", lines, charts.noFactsHere);
}

/** Where keys stop: at every region, in the order that they were given in. */
export function stopsAt(placed: readonly Placed[], regions: readonly Region[]): Stop[][] {
  return regions.flatMap((region) => {
    const dataIndex = placed.findIndex((each) => each.region === region);
    const at = placed[dataIndex];
    return at ? [[{ text: `${region.name}: ${at.said}`, row: at.row, seriesIndex: 0, dataIndex }]] : [];
  });
}
