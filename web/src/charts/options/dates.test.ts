import { expect, test } from "vitest";
import { monthTicks } from "./dates";

test("days are labelled at even months", () => {
  const days = ["2031-03-16", "2031-09-01", "2032-08-16"];
  expect(monthTicks(days, 240)).toEqual(["2031-07-01", "2032-01-01", "2032-07-01"]);
  expect(monthTicks(["2031-03-01", "2031-03-16"], 240)).toEqual([]);
});
