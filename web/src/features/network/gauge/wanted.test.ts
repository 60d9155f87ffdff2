import { expect, test } from "vitest";
import type { GaugeFound, GaugeLook } from "../../../client/gauges";
import { begun, freshTank, litresOf, missingIn, toSave, type Wanted } from "./wanted";

const LOOK: GaugeLook = {
  protocol: "veeder_root",
  address: "10.0.0.7:10001",
  options: { units: "us" },
  secret: "OPEN-7",
};
const TANK = { label: "", level_m: 1, temp_c: 20, water_m: 0, volume_l: 9_000, room_l: 18_000, alarms: [] };
const FOUND: GaugeFound = {
  make: "Veeder-Root TLS",
  revision: "",
  tanks: [
    { name: "1", ...TANK },
    { name: "2", ...TANK },
  ],
  meters: [],
  drops: null,
  clock_off_s: 0,
};
const EMPTY = { places: [], companies: [], tanks: [] };
const FRESH = { ...freshTank("S7", FOUND.tanks[0]!), product: "gasoil", diameter: "2.5", length: "6" };

function wanted(more: Partial<Wanted>): Wanted {
  return {
    ...begun(LOOK, FOUND, EMPTY),
    gauge: "G7",
    fresh: { id: "S7", name: "Seventh", kind: "station" },
    ...more,
  };
}

test("a gauge that the network has begins as it stands there", () => {
  const known = {
    id: "G7",
    place: "S7",
    protocol: "veeder_root",
    address: LOOK.address,
    tanks: { 2: "S7/2" },
    meters: {},
    options: {},
  };
  const place = {
    id: "S7",
    name: "Seventh",
    kind: "station",
    region: "",
    coordinates: null,
    company: null,
  } as const;
  const again = begun(LOOK, FOUND, { ...EMPTY, places: [place], gauges: [known] });
  expect(again).toMatchObject({ gauge: "G7", site: "S7", isNewSite: false, tanks: { 1: null, 2: "S7/2" } });
  expect(missingIn(again)).toEqual([]);
});

test("what is still to be said is told, and nothing is once it was", () => {
  expect(missingIn(begun(LOOK, FOUND, EMPTY))).toEqual([
    "the site",
    "the id of the gauge",
    "which tank is which",
  ]);
  expect(missingIn(wanted({ tanks: { 1: freshTank("S7", FOUND.tanks[0]!), 2: null } }))).toEqual(["tank 1"]);
  expect(missingIn(wanted({ tanks: { 1: "S7/1", 2: { ...FRESH } } }))).toEqual(["S7/1 only once"]);
  expect(missingIn(wanted({ tanks: { 1: FRESH, 2: null } }))).toEqual([]);
});

test("a new site and tank are saved with the gauge, and the secret is not", () => {
  const body = toSave(LOOK, wanted({ tanks: { 1: FRESH, 2: null } }));
  expect(body.gauge).toMatchObject({ id: "G7", place: "S7", tanks: { 1: "S7/1" }, options: { units: "us" } });
  expect(body.places).toEqual([{ id: "S7", name: "Seventh", kind: "station", region: "" }]);
  expect(body.tanks).toMatchObject([{ id: "S7/1", place: "S7", safe_fill_l: 27_000 }]);
  expect(body.tanks?.[0]?.capacity_l).toBeCloseTo((Math.PI / 4) * 2.5 ** 2 * 6 * 1000, -1);
  expect(JSON.stringify(body)).not.toContain(LOOK.secret);
});

test("sizes that are none have no volume", () => {
  for (const sizes of [
    { diameter: "", length: "6" },
    { diameter: "x", length: "6" },
    { diameter: "2", length: "-1" },
  ])
    expect(litresOf(sizes)).toBeNull();
});
