import { expect, test } from "vitest";
import type { Latest, Network, Place, Tank } from "../../client/network";
import { ageOf, byState, counts, heldByProduct, sitesNow, soughtSites, tanksOf, type Sought } from "./model";

const NOW = Date.parse("2024-03-01T12:00:00Z");
const ALL: Sought = { text: "", kind: "", product: "", region: "", state: "" };

const place = (id: string, name: string, more: Partial<Place> = {}): Place => ({
  id,
  name,
  kind: "station",
  region: "North",
  coordinates: null,
  company: null,
  ...more,
});
const tank = (id: string, product = "gasoil"): Tank => ({
  id,
  place: id.split("/")[0]!,
  product,
  strapping: { kind: "vertical_cylinder", diameter_m: 2, height_m: 10 },
  capacity_l: 30_000,
  safe_fill_l: 28_400,
  dead_stock_l: 1_000,
  density15_kg_m3: null,
});
const told = (tank: string, litres: number | null, more: Partial<Latest> = {}): Latest => ({
  tank,
  place: tank.split("/")[0]!,
  at: new Date(NOW - 60_000).toISOString(),
  known_at: new Date(NOW).toISOString(),
  level_m: 1,
  temp_c: null,
  water_m: null,
  gauge_volume_l: null,
  observed_volume_l: litres,
  standard_volume_l: null,
  quality: "good",
  state: "ok",
  silent_at: new Date(NOW + 840_000).toISOString(),
  conditions: [],
  alarm: "",
  calling: false,
  days_of_cover: null,
  dry_at: null,
  dry_earliest_at: null,
  dry_latest_at: null,
  ...more,
});
const all = (...each: Latest[]) => new Map(each.map((one) => [one.tank, one]));
const network: Network = {
  companies: [{ id: "alto", name: "Alto Energy", role: "omc" }],
  places: [
    place("S10", "Station 10"),
    place("S2", "Station 2", { company: "alto", region: "South" }),
    place("D1", "Depot", { kind: "depot" }),
  ],
  tanks: [tank("S2/1"), tank("S2/2", "gasoline"), tank("S10/1"), tank("D1/1", "lpg")],
};

test("a tank stands as the platform says, until it has been silent for too long", () => {
  const high = told("S2/1", 27_000, { state: "high" });
  const stateAt = (now_ms: number) =>
    tanksOf(sitesNow(network, all(high), now_ms)).find((each) => each.tank.id === "S2/1")!.state;
  expect(stateAt(NOW)).toBe("high");
  expect(stateAt(Date.parse(high.silent_at) - 1)).toBe("high");
  expect(stateAt(Date.parse(high.silent_at))).toBe("silent");
  expect(sitesNow(network, all(), NOW).every((each) => each.state === "silent")).toBe(true);
});

test("only what changed is another object", () => {
  const [one, other] = [told("S2/1", 20_000), told("S10/1", 5_000)];
  const before = sitesNow(network, all(one, other), NOW);
  const after = sitesNow(network, all(told("S2/1", 19_990), other), NOW + 1_000);
  expect(after.map((site, at) => site === before[at])).toEqual([true, false, true]);
  expect(after[1]!.tanks[1]).toBe(before[1]!.tanks[1]);
});

test("sites stand by name as people count, each with the state that needs a look first", () => {
  const high = told("S2/1", 27_000, { state: "high" });
  const sites = sitesNow(network, all(high, told("S2/2", 10_000), told("S10/1", 5_000)), NOW);
  expect(sites.map((each) => each.place.name)).toEqual(["Depot", "Station 2", "Station 10"]);
  expect(sites.map((each) => each.state)).toEqual(["silent", "high", "ok"]);
  expect(byState(sites).map((each) => each.place.id)).toEqual(["S2", "D1", "S10"]);
});

test("ullage, usable volume and fill come from the tank's own limits and are never below zero", () => {
  const [now] = tanksOf(sitesNow(network, all(told("D1/1", 29_000)), NOW));
  expect(now).toMatchObject({ ullage_l: 0, usable_l: 28_000 });
  expect(ageOf(now!.latest!, NOW)).toBe(60);
  const [low] = tanksOf(sitesNow(network, all(told("D1/1", 400)), NOW));
  expect(low).toMatchObject({ ullage_l: 28_000, usable_l: 0 });
});

test("what is looked for narrows sites to the tanks that are like it", () => {
  const sites = sitesNow(network, all(told("S2/1", 27_000), told("S2/2", 10_000)), NOW);
  const ids = (sought: Partial<Sought>) =>
    tanksOf(soughtSites(sites, { ...ALL, ...sought })).map((each) => each.tank.id);
  expect(ids({})).toEqual(["D1/1", "S2/1", "S2/2", "S10/1"]);
  expect(ids({ text: " alto " })).toEqual(["S2/1", "S2/2"]);
  expect(ids({ text: "s2/2" })).toEqual(["S2/2"]);
  expect(ids({ kind: "depot" })).toEqual(["D1/1"]);
  expect(ids({ region: "South", product: "gasoline" })).toEqual(["S2/2"]);
  expect(ids({ state: "silent" })).toEqual(["D1/1", "S10/1"]);
});

test("each product is held for itself, and each tank is in one state", () => {
  const tanks = tanksOf(
    sitesNow(network, all(told("S2/1", 20_000), told("S10/1", 5_000), told("D1/1", 9_000)), NOW),
  );
  expect(heldByProduct(tanks)).toEqual([
    { product: "gasoil", volume_l: 25_000, safe_fill_l: 56_800, tanks: 2 },
    { product: "lpg", volume_l: 9_000, safe_fill_l: 28_400, tanks: 1 },
  ]);
  expect(Object.values(counts(tanks)).reduce((sum, each) => sum + each, 0)).toBe(tanks.length);
});
