import { expect, test } from "vitest";
import { byParameter, bySample, reach, resultsOf } from "./results";

const row = (parameter: string, value: number | null, more: Record<string, string | number | null> = {}) => ({
  week: "2024-05-05",
  sample: "MT AMA",
  grade: null,
  parameter,
  unit: "mg/kg",
  quality_value: value,
  printed: String(value),
  limit_low: null,
  limit_high: 50,
  outside: 0,
  ...more,
});

test("parameters with results outside come first, then those with most results; labels are not judged", () => {
  const found = byParameter(
    resultsOf([
      row("sulphur", 8),
      row("sulphur", 9, { sample: "MT ESI" }),
      row("colour", null, { printed: "L1.0", limit_high: 3 }),
      row("vapour_pressure", 595, { outside: 1, limit_high: 480 }),
    ]),
  );
  expect(found.map((each) => [each.parameter, each.judged, each.outside])).toEqual([
    ["vapour_pressure", 1, 1],
    ["sulphur", 2, 0],
    ["colour", 0, 0],
  ]);
});

test("the limits of most results are the band, others are said", () => {
  const [ron] = byParameter(
    resultsOf([
      row("ron", 91, { limit_low: 91, limit_high: null }),
      row("ron", 91.2, { limit_low: 91, limit_high: null }),
      row("ron", 95, { limit_low: 95, limit_high: null }),
    ]),
  );
  expect([ron?.low, ron?.high, ron?.hasOtherLimits]).toEqual([91, null, true]);
});

test("a strip reaches a little beyond its results and limits, and not below nothing", () => {
  const [sulphur] = byParameter(resultsOf([row("sulphur", 2)]));
  expect(reach(sulphur!)).toEqual([0, 50 + 48 * 0.12]);
});

test("samples with results outside come first, then the newest", () => {
  const found = bySample(
    resultsOf([
      row("sulphur", 8, { week: "2024-12-01" }),
      row("sulphur", 60, { week: "2023-08-13", outside: 1 }),
      row("ron", 91, { week: "2024-12-01" }),
    ]),
  );
  expect(found.map((each) => [each.week, each.results.length, each.outside.length])).toEqual([
    ["2023-08-13", 1, 1],
    ["2024-12-01", 2, 0],
  ]);
});
