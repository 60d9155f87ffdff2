import { expect, test } from "vitest";
import { entries } from "./presence";

const row = (company: string, first_month: string | null, last_month: string | null) => ({
  company,
  first_month,
  last_month,
});
const ROWS = [
  row("stays", "2019-01", "2024-12"),
  row("new", "2024-02", "2024-12"),
  row("newer", "2024-07", "2024-08"),
  row("left", "2019-01", "2023-11"),
  row("left earlier", "2020-03", "2023-02"),
  row("long gone", "2019-01", "2022-12"),
  row("by whole years alone", null, null),
];
const names = (rows: readonly Readonly<Record<string, unknown>>[]) => rows.map((each) => each["company"]);

test("new is whose first month lies in the period, gone whose last one lies in the twelve months before it", () => {
  const { entered, left } = entries(ROWS, { from: "2024-01", until: "2024-12" });
  expect(names(entered)).toEqual(["newer", "new"]);
  expect(names(left)).toEqual(["left", "left earlier"]);
});

test("nobody is new in the first month that is known", () => {
  expect(entries(ROWS, { from: "2019-01", until: "2019-12" }).entered).toEqual([]);
});
