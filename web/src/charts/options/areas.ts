/** Regions as the areas of a map that somebody brought. */
import { registerMap } from "echarts/core";
import type { Drawn, Task } from "../drawn";
import type { Region } from "../view";
import { around, placedOf, stopsAt, type Placed } from "./placed";

const OWN = "own";
const FOOT = 44;
/** Narrower pictures name their regions by the tooltip and the table alone. */
const NAMED = 340;

export function areas(task: Task): Drawn {
  const { view, ink, width, regions = [] } = task;
  const mapped = regions.filter((each) => each.polygons);
  register(mapped);
  const placed = placedOf({ ...task, regions: mapped });
  const { visualMap, ...shared } = around({ ...task, regions: mapped }, placed);
  const option = {
    ...shared,
    // Areas bring their own colours; the scale only tells what they mean.
    visualMap: { ...visualMap, seriesIndex: [] },
    series: [
      {
        id: view.y,
        type: "map",
        map: OWN,
        top: 8,
        bottom: FOOT,
        left: 8,
        right: 8,
        preserveAspect: "contain",
        roam: false,
        selectedMode: false,
        aspectScale: aspectOf(mapped),
        data: placed.map((each) => area(each, ink.ink, width)),
        itemStyle: { areaColor: ink.sunken, borderColor: ink.surface, borderWidth: 1.5 },
        emphasis: { itemStyle: { borderColor: ink.ink, borderWidth: 2 } },
        labelLayout: { hideOverlap: true },
      },
    ],
  };
  return { option, stops: stopsAt(placed, mapped) };
}

function area({ region, value, fill, ink, label }: Placed, border: string, width: number) {
  const chosen = { borderColor: border, borderWidth: 2.5 };
  const face = { show: width >= NAMED, color: ink, fontSize: 11, lineHeight: 14, formatter: () => label };
  return {
    name: region.name,
    value: value ?? Number.NaN,
    itemStyle: { areaColor: fill, ...(region.isChosen && chosen) },
    label: face,
    emphasis: { label: face, itemStyle: { areaColor: fill } },
  };
}

function register(regions: readonly Region[]): void {
  const features = regions.map(({ name, polygons = [] }) => ({
    type: "Feature",
    properties: { name },
    geometry: { type: "MultiPolygon", coordinates: polygons },
  }));
  registerMap(OWN, { type: "FeatureCollection", features } as unknown as Parameters<typeof registerMap>[1]);
}

/** How much narrower a degree is from east to west; 1 for maps that are not in degrees. */
function aspectOf(regions: readonly Region[]): number {
  const points = regions.flatMap(({ polygons = [] }) => polygons.flatMap(([outline = []]) => outline));
  const isInDegrees = points.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);
  const [low, high] = points.reduce(
    ([least, most], [, y]) => [Math.min(least, y), Math.max(most, y)],
    [Infinity, -Infinity],
  );
  return isInDegrees ? Math.cos((((low + high) / 2) * Math.PI) / 180) : 1;
}
