import { expect, test } from "vitest";
import { taken, type TanksNow, type TankTold } from "./tanksNow";

const told = (tank: string, minute: number, level_m: number): TankTold => ({
  tank,
  place: "S1",
  at: new Date(Date.UTC(2024, 2, 1, 0, minute)).toISOString(),
  known_at: new Date(Date.UTC(2024, 2, 1, 0, minute)).toISOString(),
  level_m,
  temp_c: null,
  water_m: null,
  gauge_volume_l: null,
  observed_volume_l: null,
  standard_volume_l: null,
  quality: "good",
  state: "ok",
  silent_at: new Date(Date.UTC(2024, 2, 1, 0, minute + 15)).toISOString(),
  conditions: [],
  alarm: "",
  calling: false,
  days_of_cover: null,
  dry_at: null,
  dry_earliest_at: null,
  dry_latest_at: null,
});
const KNOWN: TanksNow = { tanks: new Map([["A", told("A", 5, 1)], ["B", told("B", 5, 1)]]), ahead_ms: 0 }; // prettier-ignore

test("what changed is taken up, the rest stays the very same", () => {
  const after = taken(KNOWN, [{ now: "2024-03-01T00:06:00Z", tanks: [told("A", 6, 2)] }], 0);
  expect(after.tanks.get("A")?.level_m).toBe(2);
  expect(after.tanks.get("B")).toBe(KNOWN.tanks.get("B"));
  expect(KNOWN.tanks.get("A")?.level_m).toBe(1);
});

test("a reading that came out of turn never takes the place of a later one, and the same one may change its state", () => {
  const now = "2024-03-01T00:06:00Z";
  expect(taken(KNOWN, [{ now, tanks: [told("A", 4, 9)] }], 0).tanks.get("A")?.level_m).toBe(1);
  const silent = { ...told("A", 5, 1), state: "silent" as const };
  expect(taken(KNOWN, [{ now, tanks: [silent] }], 0).tanks.get("A")?.state).toBe("silent");
});

test("the present is the platform's, not this machine's", () => {
  const here = Date.parse("2026-01-01T00:00:00Z");
  const after = taken(KNOWN, [{ now: "2024-03-01T00:06:00Z", tanks: [] }], here);
  expect(here + after.ahead_ms).toBe(Date.parse("2024-03-01T00:06:00Z"));
});
