import { expect, test } from "vitest";
import { monthlySeries } from "../../charts/series";
import { monthBy } from "../../ui/dates";
import { latestMonth, latestYear } from "./figures";

const months = (count: number, volume: (index: number) => number) =>
  monthlySeries(
    Array.from({ length: count }, (_, index) => ({
      month: monthBy("2022-01", index),
      product: "gasoil",
      volume: volume(index),
      unit: "L",
    })),
    "L",
  );

test("the latest month stands beside the same month a year before", () => {
  const figure = latestMonth(months(13, (index) => (index === 12 ? 150 : 100)));
  expect(figure).toMatchObject({ value: 150, change: 0.5, months: ["2023-01", "2023-01"] });
});
test("twelve months stand beside the twelve before", () => {
  expect(latestYear(months(24, (index) => (index < 12 ? 10 : 9)))?.change).toBeCloseTo(-0.1, 12);
});
test("a year that is not wholly known is not compared", () => {
  expect(latestYear(months(23, () => 10))?.change).toBeNull();
});
test("eleven months are no year", () => expect(latestYear(months(11, () => 10))).toBeNull());
