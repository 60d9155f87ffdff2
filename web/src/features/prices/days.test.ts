import { expect, test } from "vitest";
import { comparedDay, fullest } from "./days";

const row = (product: string, day: string, components: number, edition = "1", unit = "p/L") => ({
  product,
  day,
  components,
  edition,
  unit,
});

test("the product with the fullest table in one unit comes first, its days in order, full ones marked", () => {
  const rows = [
    row("mines", "2024-01-01", 12),
    row("mines", "2024-01-01", 3, "1", "USc/L"),
    row("premix", "2024-12-16", 12),
    row("premix", "2024-12-16", 4, "2"),
    row("premix", "2024-01-01", 4, "2"),
    row("lpg", "2024-01-01", 0),
  ];
  expect([...fullest(rows)]).toEqual([
    [
      "premix",
      [
        { day: "2024-01-01", isFull: false },
        { day: "2024-12-16", isFull: true },
      ],
    ],
    ["mines", [{ day: "2024-01-01", isFull: true }]],
  ]);
});

test("a build-up is compared with the full one before it unless something else is wished", () => {
  const days = ["2021-01-01", "2022-01-16", "2022-02-01", "2024-12-16"].map((day) => ({
    day,
    isFull: day !== "2022-02-01",
  }));
  expect(comparedDay(days, "2024-12-16", "")).toBe("2022-01-16");
  expect(comparedDay(days, "2024-12-16", "2022-02-01")).toBe("2022-02-01");
  expect(comparedDay(days, "2024-12-16", "none")).toBe("");
  expect(comparedDay(days, "2021-01-01", "")).toBe("");
});
