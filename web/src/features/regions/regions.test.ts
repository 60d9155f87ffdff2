import { expect, test } from "vitest";
import type { Country } from "../../client/country";
import { anomalies } from "./anomalies";
import { divisionFor, divisionsOf } from "./division";
import { heldOf, missingYears, timesFor, usualStep, wholeYears } from "./held";

const place = (name: string, level: string, parent = name, at = 0) => ({
  name,
  level,
  parent,
  code: "",
  row: at,
  column: 0,
});
const country = {
  region_levels: [
    { name: "2", since: "1990-01-01", dimension: "region_2" },
    { name: "3", since: "2030-01-01", dimension: "region_3" },
  ],
  regions: [
    place("South", "2", "South", 1),
    place("North", "2"),
    place("South", "3", "South", 2),
    place("North West", "3", "North"),
    place("North East", "3", "North", 1),
  ],
} as unknown as Country;
const firsts = (...pairs: [string, string][]) =>
  pairs.map(([region_3, first_month]) => ({ region_3, first_month }));
const TOLD = firsts(["South", "2028-01"], ["North West", "2031-04"], ["North East", "2031-02"]);

test("the newest division counts once every region of it is told apart, from that month on", () => {
  const [coarse, fine] = divisionsOf(country, TOLD);
  expect(coarse).toMatchObject({ dimension: "region_2", since: "" });
  expect(coarse.regions.map((each) => each.name)).toEqual(["North", "South"]);
  expect(fine).toMatchObject({ dimension: "region_3", since: "2031-04" });
});

test("a division that figures do not tell apart is not offered", () =>
  expect(divisionsOf(country, firsts(["South", "2028-01"]))).toHaveLength(1));

test("a country without levels is asked by its plain regions", () =>
  expect(divisionsOf({ ...country, region_levels: [], regions: [] }, [])[0].dimension).toBe("region"));

test("a link to a region opens the division that knows it, unless another is named", () => {
  const divisions = divisionsOf(country, TOLD);
  expect(divisionFor(divisions, "", "North East").level).toBe("3");
  expect(divisionFor(divisions, "", "South").level).toBe("2");
  expect(divisionFor(divisions, "3", "South").level).toBe("3");
  expect(divisionFor(divisions, "", undefined).level).toBe("2");
});

const HELD = heldOf(
  [
    { month: "2031-02", cells: 9 },
    { month: "2031-01", cells: 9 },
    { month: "2031-03", cells: 0 },
  ],
  [2026, 2027, 2030, 2031].map((year) => ({ year, cells: 9 })),
);

test("months, years known as a whole, and years that nothing is known of are told apart", () => {
  expect(HELD.months).toEqual(["2031-01", "2031-02"]);
  expect(wholeYears(HELD)).toEqual([2026, 2027, 2030]);
  expect(missingYears(HELD)).toEqual([2028, 2029]);
});

test("a time before the months begin is shown by whole years", () => {
  expect(usualStep(HELD, { from: "", to: "" })).toBe("month");
  expect(usualStep(HELD, { from: "2027-01", to: "2030-12" })).toBe("year");
});

test("courses begin where there are figures, and not before the regions are told apart", () => {
  const asked = { from: "", to: "" };
  expect(timesFor(HELD, asked, "month", "").course).toEqual({ from: "2031-01", until: "2031-02" });
  expect(timesFor(HELD, asked, "year", "").course.from).toBe("2026-01");
  expect(timesFor(HELD, { from: "2026-01", to: "" }, "month", "2031-02").period.from).toBe("2031-02");
});

const whole = [
  { product: "gasoil", volume_growth: 0.04 },
  { product: "lpg", volume_growth: null },
];
const row = (region: string, volume: number | null, before: number | null, product = "gasoil") => ({
  region_2: region,
  product,
  volume,
  volume_before: before,
  volume_growth: volume !== null && before ? volume / before - 1 : null,
});

test("an anomaly is worth what a region sold beyond its volume grown as the country grew", () => {
  const [first, second] = anomalies([row("North", 82, 100), row("South", 1300, 1000)], whole, "region_2");
  expect(first).toMatchObject({ region: "South", growth: expect.closeTo(0.3), country: 0.04 });
  expect(first?.beyond).toBeCloseTo(260);
  expect(second?.beyond).toBeCloseTo(-22);
});

test("who moved as the country, who is not known of, and who never sold are no anomalies", () => {
  const rows = [
    row("Near", 108, 100),
    row("Blank", 50, null),
    row("Gone blank", null, 50),
    row("Never", 0, 0),
    row("Gas", 90, 10, "lpg"),
  ];
  expect(anomalies(rows, whole, "region_2")).toEqual([]);
});

test("who sold nothing before is new, and all of it counts", () =>
  expect(anomalies([row("New", 70, 0)], whole, "region_2")).toMatchObject([{ growth: null, beyond: 70 }]));
