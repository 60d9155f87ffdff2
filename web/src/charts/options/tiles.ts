/** Regions as tiles of one size, each about where it lies: none is lost for being small. */
import type { Drawn, Task } from "../drawn";
import { areas } from "./areas";
import { around, placedOf, stopsAt, type Placed } from "./placed";

const FOOT = 34;

export function tiles(task: Task): Drawn {
  const { view, ink, width, height, regions = [] } = task;
  if (regions.some((each) => each.polygons)) return areas(task);
  // The chosen one last, so that no neighbour lies over its border.
  const placed = [...placedOf(task)].sort(
    (a, b) => Number(a.region.isChosen ?? false) - Number(b.region.isChosen ?? false),
  );
  const [columns, lines] = [
    1 + Math.max(0, ...regions.map((each) => each.column)),
    1 + Math.max(0, ...regions.map((each) => each.row)),
  ];
  const size = Math.min(width / columns, (height - FOOT) / lines);
  const [left, top] = [(width - size * columns) / 2, Math.max(0, (height - FOOT - size * lines) / 2)];
  const axis = (count: number) => ({
    type: "category",
    show: false,
    data: Array.from({ length: count }, (_, at) => at),
  });
  const option = {
    ...around(task, placed),
    grid: { left, top, width: size * columns, height: size * lines, outerBoundsMode: "none" },
    xAxis: axis(columns),
    yAxis: { ...axis(lines), inverse: true },
    series: [
      {
        id: view.y,
        type: "heatmap",
        data: placed.map((each) => tile(each, size, ink.ink)),
        itemStyle: { borderColor: ink.surface, borderWidth: 3, borderRadius: 8 },
        emphasis: { itemStyle: { borderColor: ink.ink } },
      },
    ],
  };
  return { option, stops: stopsAt(placed, regions) };
}

function tile({ region, value, fill, ink, label }: Placed, size: number, border: string) {
  return {
    value: [region.column, region.row, value ?? 0],
    visualMap: false,
    itemStyle: { color: fill, ...(region.isChosen && { borderColor: border }) },
    label: {
      show: true,
      color: ink,
      fontSize: size < 72 ? 10 : 12,
      lineHeight: size < 72 ? 13 : 16,
      width: size - 10,
      overflow: "break",
      formatter: () => label,
    },
  };
}
