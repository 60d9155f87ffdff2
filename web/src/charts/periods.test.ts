import { expect, test } from "vitest";
import { periodsOf } from "./periods";

test("missing months, quarters, halves and years have their places", () => {
  expect(periodsOf("month", ["2031-02", "2030-12"])).toEqual(["2030-12", "2031-01", "2031-02"]);
  expect(periodsOf("quarter", ["2030-Q3", "2031-Q1"])).toEqual(["2030-Q3", "2030-Q4", "2031-Q1"]);
  expect(periodsOf("half", ["2030-H1", "2031-H1"])).toEqual(["2030-H1", "2030-H2", "2031-H1"]);
  expect(periodsOf("year", ["2030", "2032"])).toEqual(["2030", "2031", "2032"]);
});
test("days are taken as they come, in order and once", () =>
  expect(periodsOf("day", ["2031-05-01", "2031-01-01", "2031-01-01"])).toEqual(["2031-01-01", "2031-05-01"]));
test("a slip of a date does not fill the memory", () =>
  expect(periodsOf("month", ["0001-01", "2031-01"]).length).toBeLessThanOrEqual(2000));
test("nothing known has no periods", () => expect(periodsOf("month", [])).toEqual([]));
