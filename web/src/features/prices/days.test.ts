import { expect, test } from "vitest";
import { fullest } from "./days";

test("the product with the fullest table comes first, its days in order, full ones marked", () => {
  const rows = [
    { product: "atk", day: "2024-01-01", components: 3 },
    { product: "premix", day: "2024-12-16", components: 18 },
    { product: "premix", day: "2024-01-01", components: 4 },
    { product: "lpg", day: "2024-01-01", components: 0 },
  ];
  expect([...fullest(rows)]).toEqual([
    [
      "premix",
      [
        { day: "2024-01-01", isFull: false },
        { day: "2024-12-16", isFull: true },
      ],
    ],
    ["atk", [{ day: "2024-01-01", isFull: true }]],
  ]);
});
