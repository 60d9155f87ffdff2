import { expect, test } from "vitest";
import { floorsByWindow } from "./floors";

const row = (window: string, kind: string, minimum_price: number | null) => ({ window, kind, minimum_price });

test("floors stand side by side, the newest window first, and one that is missing is none", () => {
  const rows = [
    row("2024-04-16", "floor", 13.07),
    row("2024-04-16", "floor_ex_refinery", 9.87),
    row("2024-11-01", "floor", 13.24),
    row("2024-12-01", "floor", null),
  ];
  expect(floorsByWindow(rows)).toEqual([
    { window: "2024-11-01", pump: 13.24, refinery: null },
    { window: "2024-04-16", pump: 13.07, refinery: 9.87 },
  ]);
});
