import { expect, test } from "vitest";
import type { Latest, Point } from "../../../client/network";
import { courseOf, doubtfulValue, doubtsOf, isTold, withNewest } from "./course";

const NONE = {
  level_min_m: null, level_max_m: null, level_first_m: null, level_last_m: null,
  volume_min_l: null, volume_max_l: null, volume_first_l: null, volume_last_l: null,
  temp_c: null, water_m: null, standard_volume_l: null, variance_l: null,
}; // prettier-ignore
function point(minute: number, more: Partial<Point> = {}): Point {
  const at = new Date(Date.UTC(2024, 2, 1, 0, minute)).toISOString();
  const counts = { readings: 1, good: 1, stuck: 0, spike: 0, gap: 0, out_of_range: 0, water: 0 };
  return { at, ...counts, level_m: 1, volume_l: 1000 + minute, ...NONE, ...more };
}

test("the line is broken where nothing was told, and nowhere else", () => {
  const points = [0, 10, 20, 30, 90, 100].map((minute) => point(minute));
  const { value, points: behind } = courseOf({ grain: "reading", points }, "volume");
  expect(value).toEqual([1000, 1010, 1020, 1030, null, 1090, 1100]);
  expect(behind.map((each) => each === null)).toEqual([false, false, false, false, true, false, false]);
});

test("a doubtful reading is passed over by the line and kept with its own value", () => {
  const spike = point(10, { good: 0, spike: 1, volume_l: 9000 });
  const { value } = courseOf({ grain: "reading", points: [point(0), spike, point(20)] }, "volume");
  expect(value).toEqual([1000, undefined, 1020]);
  expect(doubtfulValue(spike, "volume", "reading")).toBe(9000);
  expect(doubtfulValue(spike, "volume", "hour")).toBeNull();
});

test("a bucket draws its mean within its band, doubtful readings or not", () => {
  const bucket = point(0, {
    readings: 9,
    good: 6,
    stuck: 2,
    gap: 1,
    volume_l: 5,
    volume_min_l: 4,
    volume_max_l: 7,
  });
  expect(courseOf({ grain: "hour", points: [bucket] }, "volume")).toMatchObject({
    value: [5],
    low: [4],
    high: [7],
  });
  expect(doubtsOf(bucket)).toEqual([
    { doubt: "stuck", count: 2 },
    { doubt: "gap", count: 1 },
  ]);
});

test("what buckets do not keep is not told", () => {
  const series = { grain: "hour", points: [point(0)] } as const;
  expect(isTold({ ...series, points: [...series.points] }, "temperature")).toBe(false);
  expect(isTold({ ...series, points: [...series.points] }, "level")).toBe(true);
});

test("the newest reading stands at the end at once, and the span goes along; buckets wait for the whole", () => {
  const points = [point(0), point(10)];
  const span = { from: Date.parse(point(0).at), until: Date.parse(point(10).at) };
  const series = { grain: "reading", points, span, deliveries: [], happened: [] } as const;
  const newest = { ...point(12), quality: "spike", observed_volume_l: 7 } as unknown as Latest;
  const grown = withNewest({ ...series, points: [...points] }, newest);
  expect(grown.points.map((each) => each.volume_l)).toEqual([1000, 1010, 7]);
  expect(grown.points.at(-1)).toMatchObject({ good: 0, spike: 1 });
  expect(grown.span).toEqual({ from: span.from + 120_000, until: span.until + 120_000 });
  expect(withNewest(grown, newest)).toBe(grown);
  const hours = { ...series, grain: "hour" as const, points: [...points] };
  expect(withNewest(hours, newest)).toBe(hours);
});
