import { expect, test } from "vitest";
import { monthlySeries, monthTotals, shown, withinYears } from "./series";

const row = (month: string, product: string, volume: number | null, unit = "L") => ({
  month,
  product,
  volume,
  unit,
});
const ROWS = [
  row("2023-11", "gasoil", 10),
  row("2023-12", "gasoil", 20),
  row("2024-02", "gasoil", 30),
  row("2023-12", "gasoline", 100),
  row("2024-02", "lpg", 7, "kg"),
];

test("litres and kilograms are never in one picture", () => {
  expect(monthlySeries(ROWS, "L").series.map((each) => each.code)).toEqual(["gasoline", "gasoil"]);
  expect(monthlySeries(ROWS, "kg").series.map((each) => each.code)).toEqual(["lpg"]);
});
test("a month without facts is a gap, not a zero", () => {
  const all = monthlySeries(ROWS, "L");
  expect(all.months).toEqual(["2023-11", "2023-12", "2024-01", "2024-02"]);
  expect(monthTotals(all.months, all.series)).toEqual([10, 120, null, 30]);
});
test("years narrow months and totals alike", () => {
  const narrowed = withinYears(monthlySeries(ROWS, "L"), "2024", undefined);
  expect(narrowed.months).toEqual(["2024-01", "2024-02"]);
  expect(narrowed.series.map((each) => [each.code, each.total])).toEqual([["gasoil", 30]]);
});
test("the rest together keep the total", () => {
  const rows = Array.from({ length: 12 }, (_, index) => row("2024-01", `p${index}`, index + 1));
  const all = monthlySeries(rows, "L");
  const drawn = shown(all, []);
  expect(drawn).toHaveLength(8);
  expect(monthTotals(all.months, drawn)).toEqual([78]);
});
test("years that turn the order of the products round lose none of them", () => {
  const rows = Array.from({ length: 12 }, (_, index) => [
    row("2023-01", `p${index}`, 100 - index),
    row("2024-01", `p${index}`, index < 6 ? 0.01 : 50 + index),
  ]).flat();
  const all = withinYears(monthlySeries(rows, "L"), "2024", undefined);
  const totals = all.series.map((each) => each.total);
  expect(totals).toEqual([...totals].sort((a, b) => b - a));
  expect(monthTotals(all.months, shown(all, []))[0]).toBeCloseTo(
    monthTotals(all.months, all.series)[0] ?? NaN,
    9,
  );
});
test("chosen products are shown alone", () => {
  expect(shown(monthlySeries(ROWS, "L"), ["gasoil"]).map((each) => each.total)).toEqual([60]);
});
test("nothing known gives no months", () => expect(monthlySeries([], "L").months).toEqual([]));
