import { expect, test } from "vitest";
import type { Point } from "../../client/network";
import { around, nearest } from "./moment";

const at = (minute: number) => new Date(Date.UTC(2024, 2, 1, 12, minute)).toISOString();
const points = Array.from({ length: 20 }, (_, minute) => ({ at: at(minute) }) as Point);
const minutes = (found: readonly Point[]) => found.map((each) => new Date(each.at).getUTCMinutes());

test("what is shown begins before the alarm and goes on to its end, a day at most", () => {
  expect(around(at(0), null)).toEqual({ from: Date.parse(at(-180)), until: Date.parse(at(60)) });
  expect(around(at(0), at(120)).until).toBe(Date.parse(at(180)));
  expect(around(at(0), at(60 * 24 * 30)).until).toBe(Date.parse(at(60 * 24)));
});

test("the readings beside it are those nearest to the moment, as many as are wanted where there are so many", () => {
  expect(minutes(nearest(points, at(10), 5))).toEqual([8, 9, 10, 11, 12]);
  expect(minutes(nearest(points, at(-5), 3))).toEqual([0, 1, 2]);
  expect(minutes(nearest(points, at(59), 3))).toEqual([17, 18, 19]);
  expect(nearest(points.slice(0, 2), at(1), 5)).toHaveLength(2);
});
