import { describe, expect, it } from "vitest";
import type { ForecastMonth, ForecastOfOne, ForetoldMonth } from "../../client/forecasts";
import { askedOf } from "./level";
import { judged, onLastYear, pictureOf, unknownOf } from "./model";

const ahead = (month: string, forecast: number, isUnknown = false): ForecastMonth => ({
  month,
  forecast,
  lo80: forecast - 1,
  hi80: forecast + 1,
  lo95: forecast - 2,
  hi95: forecast + 2,
  method: "Naive",
  is_unknown: isUnknown,
});
const series = {
  of: { product: "gasoil" },
  unit: "L",
  first_month: "2024-01",
  past: [10, null, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  rows: [ahead("2025-01", 11), ahead("2025-02", 12)],
} as unknown as ForecastOfOne;

describe("the picture of a forecast", () => {
  it("joins the past and the months ahead, and has a band ahead alone", () => {
    const rows = pictureOf(series, "95");
    expect(rows).toHaveLength(14);
    expect(rows[11]).toMatchObject({ month: "2024-12", volume: 21, volume_low: null });
    expect(rows[12]).toMatchObject({ month: "2025-01", volume: 11, volume_low: 9, volume_high: 13 });
    expect(pictureOf(series, "80")[12]).toMatchObject({ volume_low: 10, volume_high: 12 });
  });

  it("keeps a month of which nothing is known as a gap", () => {
    expect(pictureOf(series, "80")[1]?.["volume"]).toBeNull();
  });
});

describe("what is said of it", () => {
  it("compares with the same months a year before only where they are known", () => {
    expect(onLastYear(series)).toBeNull();
    expect(onLastYear({ ...series, rows: [ahead("2025-01", 11)] })).toBeCloseTo(0.1);
  });

  it("tells whether nobody can know", () => {
    expect(unknownOf(series.rows)).toBe("none");
    expect(unknownOf([ahead("2025-01", 1, true), ahead("2025-02", 1)])).toBe("some");
    expect(unknownOf([ahead("2025-01", 1, true)])).toBe("all");
  });

  it("judges what has come, the newest month first", () => {
    const told = (month: string, came: number | null) =>
      ({
        ...ahead(month, 10),
        product: "gasoil",
        made_at: "2025",
        known_at: "2025",
        came,
        unit: "L",
      }) as ForetoldMonth;
    const found = judged([told("2024-11", 8), told("2024-12", 10), told("2025-01", null)], "gasoil");
    expect(found.map(({ month, miss, isWithin80 }) => [month, miss, isWithin80])).toEqual([
      ["2024-12", 0, true],
      ["2024-11", 0.25, false],
    ]);
  });
});

describe("what is asked", () => {
  it("waits for a name where one of many is meant, and keeps its commas", () => {
    expect(askedOf("company", "", "6", "")).toBeNull();
    expect(askedOf("company", "A, B", "12", "2024-06-30")).toEqual({
      source: "omc",
      limit: "company=A\\, B",
      horizon: 12,
      asOf: "2024-06-30",
    });
    expect(askedOf("nation", "", "6", "")?.limit).toBe("");
  });
});
