import { expect, test } from "vitest";
import { withLimits } from "./limits";

const WEEKS = ["2024-01-07", "2024-05-05"].map((week) => ({ week, unit: "kg/m3", quality_value: 833 }));

test("each limit has a row a week beside the results, one that is missing has none", () => {
  const rows = withLimits(WEEKS, { low: 820, high: null });
  expect(rows.map((each) => [each["week"], each["line"], each["quality_value"]])).toEqual([
    ["2024-01-07", "Results", 833],
    ["2024-05-05", "Results", 833],
    ["2024-01-07", "Lowest allowed", 820],
    ["2024-05-05", "Lowest allowed", 820],
  ]);
  expect(withLimits(WEEKS, undefined)).toHaveLength(2);
});
