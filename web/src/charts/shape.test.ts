import { expect, test } from "vitest";
import { reading, shape, totals } from "./shape";
import type { View } from "./view";

const VIEW: View = { kind: "area", x: "month", y: "volume", series: "product" };
const row = (month: string, product: string, volume: number | null, unit = "L") => ({
  month,
  product,
  volume,
  unit,
});
const ROWS = [
  row("2031-11", "gasoil", 10),
  row("2031-12", "gasoil", 20),
  row("2032-02", "gasoil", 30),
  row("2031-12", "gasoline", 100),
  row("2032-02", "gasoline", null),
  row("2032-02", "lpg", 7, "kg"),
];
const many = (count: number, y: string) =>
  Array.from({ length: count }, (_, at) => ({ month: "2031-01", company: `C${at}`, [y]: at + 1, unit: "L" }));

test("litres and kilograms are never in one picture", () => {
  expect(shape(ROWS, VIEW, "L").parts.map((each) => each.code)).toEqual(["gasoline", "gasoil"]);
  expect(shape(ROWS, VIEW, "kg").parts.map((each) => each.code)).toEqual(["lpg"]);
});
test("tonnes of both stand side by side", () => {
  const rows = [
    { month: "2031-01", product: "gasoil", tonnes: 2, unit: "t" },
    { month: "2031-01", product: "lpg", tonnes: 1, unit: "t" },
  ];
  expect(shape(rows, { ...VIEW, y: "tonnes" }).parts).toHaveLength(2);
});
test("a month without facts is a gap, not a zero", () => {
  const shaped = shape(ROWS, VIEW, "L");
  expect(shaped.xs).toEqual(["2031-11", "2031-12", "2032-01", "2032-02"]);
  expect(shaped.parts.map((each) => each.values)).toEqual([
    [null, 100, null, null],
    [10, 20, null, 30],
  ]);
  expect(totals(shaped.parts, 4)).toEqual([10, 120, null, 30]);
});
test("a printed zero stays a zero", () => {
  const rows = [row("2031-01", "gasoil", 0), row("2031-02", "gasoil", 5)];
  expect(shape(rows, VIEW).parts[0]?.values).toEqual([0, 5]);
});
test("series stand by their size, and others are grey and last", () => {
  const rows = [row("2031-01", "others", 900), row("2031-01", "gasoil", 1), row("2031-01", "gasoline", 5)];
  const { parts } = shape(rows, VIEW);
  expect(parts.map((each) => each.code)).toEqual(["gasoline", "gasoil", "others"]);
  expect(parts[2]?.variable).toBe("--product-others");
});
test("what has no room is added to others where values add up, so that the total stays", () => {
  const { parts, left } = shape(many(20, "volume"), { ...VIEW, series: "company" });
  expect(parts).toHaveLength(8);
  expect(left).toBe(0);
  expect(totals(parts, 1)).toEqual([210]);
});
test("prices are never added: what has no room is counted", () => {
  const { parts, left } = shape(many(20, "average_price"), {
    ...VIEW,
    y: "average_price",
    series: "company",
  });
  expect(parts.map((each) => each.size)).toEqual([20, 19, 18, 17, 16, 15, 14, 13]);
  expect(left).toBe(12);
});
test("parts of the whole are one together, and nothing of nothing is unknown", () => {
  const rows = [...ROWS, row("2031-10", "gasoil", 0)];
  const { parts, xs } = shape(rows, { ...VIEW, asShare: true }, "L");
  expect(totals(parts, xs.length)).toEqual([null, 1, 1, null, 1]);
});
test("the first rank stands first", () => {
  const rows = ["B", "A"].map((company, at) => ({ year: 2031, company, rank: 2 - at }));
  const { parts } = shape(rows, { kind: "line", x: "year", y: "rank", series: "company" });
  expect(parts.map((each) => each.code)).toEqual(["A", "B"]);
});
test("no two series of a picture have one colour", () => {
  const { parts } = shape(many(8, "average_price"), { ...VIEW, y: "average_price", series: "company" });
  expect(new Set(parts.map((each) => each.variable)).size).toBe(8);
});
test("a place is read with its total, its series and their unit", () => {
  const shaped = shape(ROWS, VIEW, "L");
  expect(reading(shaped, 1)).toBe("Dec 2031: Total 120 L, Gasoline 100 L, Gasoil 20 L");
  expect(reading(shaped, 2)).toBe("Jan 2032: no facts");
});
