import { expect, test } from "vitest";
import type { Proposal } from "../../client/curation";
import {
  besideMarket,
  courses,
  indexed,
  pricedProducts,
  rivals,
  signedPoints,
  silence,
  spans,
} from "./derive";
import { homeOf } from "./home";
import { nearNames } from "./near";

test("a change of a share is told in points with a true sign", () => {
  expect(signedPoints(0.0123)).toBe("+1.23");
  expect(signedPoints(-0.5)).toBe("−50.00");
  expect(signedPoints(0)).toBe("±0.00");
});

test("a course has a place for each of 24 months, and a gap where nothing is told", () => {
  const rows = [
    { company: "A", month: "2024-12", volume: 7 },
    { company: "A", month: "2023-01", volume: 3 },
    { company: "A", month: "2024-11", volume: null },
    { company: "A", month: "2019-01", volume: 99 },
  ];
  const course = courses(rows, "2024-12").get("A");
  expect(course).toHaveLength(24);
  expect([course?.[0], course?.at(-2), course?.at(-1)]).toEqual([3, null, 7]);
});

test("an index counts from the first month in which all sold", () => {
  const rows = [
    { company: "A", month: "2024-01", volume: 10 },
    { company: "B", month: "2024-01", volume: 0 },
    { company: "A", month: "2024-02", volume: 20 },
    { company: "B", month: "2024-02", volume: 50 },
    { company: "B", month: "2024-03", volume: 75 },
  ];
  const { base, rows: parts } = indexed(rows);
  expect(base).toBe("2024-02");
  expect(parts.map((row) => [row["company"], row["month"], row["volume"]])).toEqual([
    ["A", "2024-01", 50],
    ["B", "2024-01", 0],
    ["A", "2024-02", 100],
    ["B", "2024-02", 100],
    ["B", "2024-03", 150],
  ]);
});

test("without a month in which all sold there is no index", () =>
  expect(
    indexed([
      { company: "A", month: "2024-01", volume: 1 },
      { company: "B", month: "2024-02", volume: 1 },
    ]),
  ).toEqual({ base: "", rows: [] }));

test("a month that is not listed and one that is printed as zero are two things", () => {
  const rows = [
    { month: "2024-01", product: "lpg", volume: 0 },
    { month: "2024-02", product: "gasoil", volume: 5 },
    { month: "2024-04", product: "gasoil", volume: 0 },
    { month: "2024-04", product: "lpg", volume: 0 },
    { month: "2024-05", product: "gasoil", volume: 0 },
    { month: "2024-05", product: "lpg", volume: 1 },
    { month: "2024-06", product: "gasoil", volume: null },
  ];
  expect(silence(rows, "2024-06")).toEqual({
    first: "2024-02",
    blank: ["2024-03", "2024-06"],
    zero: ["2024-04"],
  });
});

test("who never sold has no months without figures", () =>
  expect(silence([{ month: "2024-01", volume: 0 }], "2024-06")).toEqual({ first: "", blank: [], zero: [] }));

test("months that follow each other are one span, over the turn of a year as well", () =>
  expect(spans(["2023-12", "2024-01", "2024-03"])).toEqual([
    ["2023-12", "2024-01"],
    ["2024-03", "2024-03"],
  ]));

test("what has pump prices comes by how many there are, a graded product by its grades alone", () => {
  const row = (product: string, grade: string | null, prices: number, kind = "ex_pump") => ({
    kind,
    product,
    grade,
    prices,
  });
  const rows = [
    row("gasoline", null, 50),
    row("gasoline", "gasoline_95", 9),
    row("gasoil", null, 30),
    row("lpg", null, 0),
    row("kerosene", null, 99, "ex_refinery"),
  ];
  expect(pricedProducts(rows)).toEqual([
    { product: "gasoil", grade: "" },
    { product: "gasoline", grade: "gasoline_95" },
  ]);
});

test("the market stands beside a company on the company's days alone", () => {
  const own = [{ day: "2024-05-01", company: "A", average_price: 12 }];
  const market = [
    { day: "2024-05-01", minimum_price: 11, median_price: 12.5, maximum_price: 14 },
    { day: "2024-05-16", minimum_price: 1, median_price: 2, maximum_price: 3 },
  ];
  const names = { lowest: "low", median: "middle", highest: "high" };
  expect(besideMarket(own, market, names).map((row) => [row["company"], row["average_price"]])).toEqual([
    ["A", 12],
    ["middle", 12.5],
    ["low", 11],
    ["high", 14],
  ]);
});

test("rivals are those next above and below, also for the first and the last", () => {
  const rows = ["A", "B", "C", "D", "E", "F"].map((company, at) => ({
    company,
    rank: at + 1,
    volume: 9 - at,
  }));
  const silent = { company: "Z", rank: 1, volume: null };
  expect(rivals([...rows, silent], "C", 4)).toEqual(["A", "B", "D", "E"]);
  expect(rivals(rows, "A", 2)).toEqual(["B", "C"]);
  expect(rivals(rows, "F", 2)).toEqual(["D", "E"]);
  expect(rivals(rows, "Nobody", 2)).toEqual([]);
});

test("a company is at home where it sells most, and is counted in litres if it sells any there", () => {
  const row = (source: string, unit: string, volume: number | null) => ({ source, unit, volume });
  expect(homeOf([row("omc", "L", 5), row("bidec", "L", 8), row("bidec", "kg", 1)])).toEqual({
    source: "bidec",
    unit: "L",
  });
  expect(homeOf([row("omc", "kg", 5), row("omc", "L", 0)])).toEqual({ source: "omc", unit: "kg" });
  expect(homeOf([])).toEqual({ source: "omc", unit: "L" });
});

test("undecided names are told from both sides, the surest first; two named together are two", () => {
  const pair = (alias: string, company: string, confidence: number, together = 0) =>
    ({ alias, company, confidence, together }) as Proposal;
  const near = nearNames([
    pair("A Ltd", "A PLC", 0.9),
    pair("A Limited", "A PLC", 1),
    pair("B", "C", 0.95, 3),
  ]);
  expect(near.get("A PLC")).toEqual([
    { name: "A Limited", confidence: 1 },
    { name: "A Ltd", confidence: 0.9 },
  ]);
  expect(near.get("A Ltd")).toEqual([{ name: "A PLC", confidence: 0.9 }]);
  expect(near.has("B")).toBe(false);
});
