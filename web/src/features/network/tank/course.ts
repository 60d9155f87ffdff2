/** Points of a tank over time as columns that can be drawn: the line, its band, and the marks of doubtful readings. */
import type { Latest, Point, Series } from "../../../client/network";

export const SHOWS = ["volume", "level", "temperature", "water", "variance"] as const;
export type Show = (typeof SHOWS)[number];
export const DOUBTS = ["stuck", "spike", "gap", "out_of_range", "water"] as const;
export type Doubt = (typeof DOUBTS)[number];

/** The columns of a point that each figure is drawn from. */
const COLUMNS = {
  volume: { value: "volume_l", low: "volume_min_l", high: "volume_max_l" },
  level: { value: "level_m", low: "level_min_m", high: "level_max_m" },
  temperature: { value: "temp_c", low: "temp_c", high: "temp_c" },
  water: { value: "water_m", low: "water_m", high: "water_m" },
  variance: { value: "variance_l", low: "variance_l", high: "variance_l" },
} as const;

/** A line is broken where nothing was told for so many times the usual distance of two points. */
const GAP = 3.5;

type Told = Pick<Series, "grain" | "points">;
type Value = number | null | undefined;

/** What is drawn: one place of every column for each instant. */
export interface Course {
  /** Seconds since 1970. */
  at: number[];
  /** Good values; null breaks the line, undefined is passed over. */
  value: Value[];
  low: Value[];
  high: Value[];
  /** The point behind each place; null where the line is broken. */
  points: (Point | null)[];
}

export function courseOf(series: Told, show: Show): Course {
  const { value, low, high } = COLUMNS[show];
  const isSingle = series.grain === "reading";
  const course: Course = { at: [], value: [], low: [], high: [], points: [] };
  const add = (at: number, point: Point | null) => {
    const isDoubtful = point !== null && isSingle && point.good === 0;
    const of = (column: keyof Point) => (isDoubtful ? undefined : ((point?.[column] as number) ?? null));
    course.at.push(at);
    course.value.push(of(value));
    course.low.push(of(low));
    course.high.push(of(high));
    course.points.push(point);
  };
  const widest = GAP * usualStep(series.points);
  let before = Infinity;
  for (const point of series.points) {
    const at = Date.parse(point.at) / 1000;
    if (at - before > widest) add((at + before) / 2, null);
    add(at, point);
    before = at;
  }
  return course;
}

/** A series with the newest reading at its end, where it is of single readings; its span moves along. */
export function withNewest<Told extends Series & { span: { from: number; until: number } }>(
  told: Told,
  latest: Latest,
): Told {
  const [at, last] = [Date.parse(latest.at), Date.parse(told.points.at(-1)?.at ?? "")];
  if (told.grain !== "reading" || !(at > last)) return told;
  const by = Math.max(0, at - told.span.until);
  const counts = Object.fromEntries(DOUBTS.map((doubt) => [doubt, latest.quality === doubt ? 1 : 0]));
  const point = {
    ...(told.points.at(-1) as Point),
    ...(counts as Record<Doubt, number>),
    at: latest.at,
    readings: 1,
    good: latest.quality === "good" ? 1 : 0,
    level_m: latest.level_m,
    level_min_m: latest.level_m,
    level_max_m: latest.level_m,
    volume_l: latest.observed_volume_l,
    volume_min_l: latest.observed_volume_l,
    volume_max_l: latest.observed_volume_l,
    temp_c: latest.temp_c,
    water_m: latest.water_m,
    standard_volume_l: latest.standard_volume_l,
    variance_l: null,
  };
  const span = { from: told.span.from + by, until: told.span.until + by };
  return { ...told, points: [...told.points, point], span };
}

/** Whether a figure is among the points at all. */
export function isTold(series: Told, show: Show): boolean {
  const { value } = COLUMNS[show];
  return series.points.some((each) => each[value] !== null && each[value] !== undefined);
}

/** The value that a doubtful single reading told; null for a bucket, whose doubtful readings are counted alone. */
export function doubtfulValue(point: Point, show: Show, grain: Series["grain"]): number | null {
  return grain === "reading" ? (point[COLUMNS[show].value] ?? null) : null;
}

/** Why readings of a point may not be trusted, the most frequent first. */
export function doubtsOf(point: Point): { doubt: Doubt; count: number }[] {
  return DOUBTS.map((doubt) => ({ doubt, count: point[doubt] }))
    .filter((each) => each.count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The middle one of the distances between two points, seconds; what came in bursts counts little. */
function usualStep(points: readonly Point[]): number {
  const at = points.map((each) => Date.parse(each.at) / 1000);
  const steps = at.slice(1).map((each, index) => each - (at[index] ?? each));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? Infinity;
}
