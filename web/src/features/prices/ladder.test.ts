import { expect, test } from "vitest";
import { ladder, nearestDay } from "./ladder";

const row = (company: string, price: number | null, spread: number | null = 0, revisions = 0) => ({
  company,
  average_price: price,
  spread,
  revisions,
  unit: "GHS/L",
});

test("the lowest price comes first, equal prices share a place, and companies without a price are left out", () => {
  const found = ladder([row("C", 15.2, 0.2), row("B", 14, -1, 1), row("A", 14, -1), row("D", null, null)]);
  expect(found.map((each) => [each.place, each.company, each.isRevised])).toEqual([
    [1, "A", false],
    [1, "B", true],
    [3, "C", false],
  ]);
});

test("the day shown is the wished one, or the last before it", () => {
  const days = ["2024-04-12", "2024-05-10", "2025-08-13"];
  expect(nearestDay(days, "")).toBe("2025-08-13");
  expect(nearestDay(days, "2024-05-10")).toBe("2024-05-10");
  expect(nearestDay(days, "2024-12-31")).toBe("2024-05-10");
  expect(nearestDay(days, "2020-01-01")).toBe("2024-04-12");
  expect(nearestDay([], "2020-01-01")).toBeUndefined();
});
