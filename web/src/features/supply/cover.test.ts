import { expect, test } from "vitest";
import { cover, daysOf } from "./cover";

test("the days of months are counted, leap years and repeats included", () => {
  expect(daysOf(["2024-02", "2024-03", "2024-02"])).toBe(60);
  expect(daysOf(["2025-12"])).toBe(31);
});

test("cover is capacity over what leaves on a mean day, in litres alone", () => {
  const found = cover(
    [
      { product_group: "gasoil", unit: "m3", capacity: 600 },
      { product_group: "lpg", unit: "m3", capacity: 50 },
      { product_group: "kerosene", unit: "m3", capacity: 9 },
      { product_group: "gasoil", unit: "t", capacity: 77 },
      { product_group: null, unit: "m3", capacity: 999 },
    ],
    [
      { product_group: "gasoil", unit: "L", month: "2025-01", volume: 310_000 },
      { product_group: "gasoil", unit: "L", month: "2025-02", volume: 280_000 },
      { product_group: "gasoil", unit: "L", month: "2025-03", volume: null },
      { product_group: "lpg", unit: "kg", month: "2025-01", volume: 1000 },
    ],
  );
  expect(found.map((each) => [each.group, each.capacity, each.daily, each.days])).toEqual([
    ["gasoil", 600, 10_000, 60],
    ["lpg", 50, 1000 / 59, null],
    ["kerosene", 9, null, null],
  ]);
});

test("each depot is covered for each group by its own tanks", () => {
  const row = (depot: string, product_group: string, more: Record<string, string | number>) => ({
    depot,
    product_group,
    ...more,
  });
  const found = cover(
    [row("T", "gasoil", { unit: "m3", capacity: 31 }), row("T", "lpg", { unit: "m3", capacity: 5 })],
    [
      row("T", "gasoil", { unit: "L", month: "2025-01", volume: 31_000 }),
      row("T", "lpg", { unit: "kg", month: "2025-01", volume: 9 }),
      row("U", "gasoil", { unit: "L", month: "2025-01", volume: 7 }),
    ],
  );
  expect(found.filter((each) => each.days !== null)).toMatchObject([
    { depot: "T", group: "gasoil", days: 31 },
  ]);
});
