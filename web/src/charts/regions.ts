/** A tile layout out of shapes that somebody has: each region near where the middle of its shape lies. */
import type { Region } from "./view";

interface Shapes {
  features: readonly {
    properties: Readonly<Record<string, unknown>> | null;
    geometry: { coordinates: unknown } | null;
  }[];
}

/** Regions of a GeoJSON collection as tiles; `property` names them. No two share a place. */
export function tilesOf(shapes: Shapes, property = "name"): Region[] {
  const found = shapes.features.flatMap(({ properties, geometry }) => {
    const name = properties?.[property];
    const points = pointsOf(geometry?.coordinates);
    return typeof name === "string" && points.length > 0 ? [{ name, ...middle(points) }] : [];
  });
  const side = Math.ceil(Math.sqrt(found.length) * 1.2);
  const column = scaled(
    found.map((each) => each.x),
    side,
  );
  const row = scaled(
    found.map((each) => -each.y),
    side,
  );
  const taken = new Set<string>();
  return found.map(({ name, x, y }) => ({ name, ...nearestFree(taken, row(-y), column(x)) }));
}

type Point = readonly [number, number];

function pointsOf(coordinates: unknown): Point[] {
  if (!Array.isArray(coordinates)) return [];
  if (typeof coordinates[0] === "number") return [[coordinates[0], Number(coordinates[1])]];
  return coordinates.flatMap(pointsOf);
}

/** The middle of the box around a shape. */
function middle(points: readonly Point[]): { x: number; y: number } {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const half = (values: number[]) =>
    (values.reduce((a, b) => Math.min(a, b)) + values.reduce((a, b) => Math.max(a, b))) / 2;
  return { x: half(xs), y: half(ys) };
}

function scaled(values: readonly number[], side: number): (value: number) => number {
  const low = Math.min(...values);
  const reach = Math.max(...values) - low || 1;
  return (value) => Math.round(((value - low) / reach) * (side - 1));
}

/** The place itself, or the free one that is nearest to it. */
function nearestFree(taken: Set<string>, row: number, column: number): { row: number; column: number } {
  for (let away = 0; ; away += 1) {
    const ring = around(row, column, away).filter((each) => each.row >= 0 && each.column >= 0);
    const free = ring.find((each) => !taken.has(`${each.row} ${each.column}`));
    if (!free) continue;
    taken.add(`${free.row} ${free.column}`);
    return free;
  }
}

function around(row: number, column: number, away: number) {
  const steps = Array.from({ length: 2 * away + 1 }, (_, at) => at - away);
  return steps
    .flatMap((down) =>
      steps.map((right) => ({
        row: row + down,
        column: column + right,
        far: Math.abs(down) + Math.abs(right),
      })),
    )
    .sort((a, b) => a.far - b.far)
    .map(({ row: at, column: by }) => ({ row: at, column: by }));
}
