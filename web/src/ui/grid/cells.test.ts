import { expect, test } from "vitest";
import { between, moved, sorted, tabbed } from "./cells";

const bounds = { rows: 100, columns: 5, page: 10 };

test("blank values come last whichever way the rows are sorted", () => {
  const rows = [3, null, 1, 2];
  expect(sorted(rows, (row) => row, false)).toEqual([1, 2, 3, null]);
  expect(sorted(rows, (row) => row, true)).toEqual([3, 2, 1, null]);
});
test("equal rows keep their order, and numbers in names count as numbers", () => {
  const rows = ["Depot 10", "depot 2", "Depot 2"];
  expect(sorted(rows, (row) => row, false)).toEqual(["depot 2", "Depot 2", "Depot 10"]);
});
test("keys move inside the grid and stop at its edges", () => {
  expect(moved({ row: 4, column: 2 }, "ArrowDown", false, bounds)).toEqual({ row: 5, column: 2 });
  expect(moved({ row: 0, column: 0 }, "ArrowUp", false, bounds)).toEqual({ row: -1, column: 0 });
  expect(moved({ row: 95, column: 0 }, "PageDown", false, bounds)).toEqual({ row: 99, column: 0 });
  expect(moved({ row: 5, column: 0 }, "PageUp", false, bounds)).toEqual({ row: 0, column: 0 });
  expect(moved({ row: 5, column: 3 }, "Home", false, bounds)).toEqual({ row: 5, column: 0 });
  expect(moved({ row: 5, column: 3 }, "End", true, bounds)).toEqual({ row: 99, column: 4 });
  expect(moved({ row: 5, column: 3 }, "x", false, bounds)).toBeNull();
});
test("a range has its corners in order and leaves the head out", () =>
  expect(between({ row: 7, column: 1 }, { row: -1, column: 3 })).toEqual({
    top: 0,
    bottom: 7,
    left: 1,
    right: 3,
  }));
test("copied cells are exact, on one line each, and start no formula", () =>
  expect(
    tabbed([
      ["=1+1", -5.25],
      ["two\nlines", null],
    ]),
  ).toBe("'=1+1\t-5.25\ntwo lines\t"));
