import { expect, test } from "vitest";
import { buildUps, moves } from "./buildUp";

const row = (
  component: string,
  role: string,
  position: number,
  value: number | null,
  edition = "1",
  unit = "p/L",
) => ({
  edition,
  component,
  role,
  component_position: position,
  component_value: value,
  unit,
});
const FULL = [
  row("uppf", "margin", 5, 68),
  row("core", "price", 1, 500),
  row("recovery", "adjustment", 2, -100),
  row("ex_refinery", "total", 3, 400),
  row("road_levy", "levy", 4, null),
  row("maximum", "total", 6, 468.004),
];

test("parts stand in printed order, blanks left out, and printed totals are added up again", () => {
  const [found] = buildUps(FULL);
  expect(found?.parts.map((each) => each.component)).toEqual([
    "core",
    "recovery",
    "ex_refinery",
    "uppf",
    "maximum",
  ]);
  expect(found?.checks.map((each) => [each.component, each.computed, each.agrees])).toEqual([
    ["ex_refinery", 400, true],
    ["maximum", 468, true],
  ]);
  expect([found?.end, found?.hasStart]).toEqual([468, true]);
});

test("a total of taxes and margins alone is known for what it is, a wrong one is not taken", () => {
  const rows = [
    row("ex_refinery", "price", 1, 400),
    row("taxes", "tax", 2, 20),
    row("margins", "margin", 3, 30),
    row("taxes_and_margins", "total", 4, 50),
    row("ex_pump", "total", 5, 451),
  ];
  expect(buildUps(rows)[0]?.checks.map((each) => [each.computed, each.agrees])).toEqual([
    [50, true],
    [450, false],
  ]);
});

test("tables and units are told apart, the fullest first", () => {
  const found = buildUps([row("a", "levy", 1, 1, "2"), ...FULL, row("b", "price", 1, 70, "1", "USc/L")]);
  expect(found.map((each) => [each.edition, each.unit, each.hasStart])).toEqual([
    ["1", "p/L", true],
    ["1", "USc/L", true],
    ["2", "p/L", false],
  ]);
});

test("what moved is told by part, largest first, totals last", () => {
  const [before] = buildUps(FULL);
  const [after] = buildUps([
    row("core", "price", 1, 500),
    row("recovery", "adjustment", 2, -90),
    row("ex_refinery", "total", 3, 410),
    row("road_levy", "levy", 4, 48),
  ]);
  expect(
    moves(before!, after!).map((each) => [each.component, each.before, each.after, each.change]),
  ).toEqual([
    ["uppf", 68, null, -68],
    ["road_levy", null, 48, 48],
    ["recovery", -100, -90, 10],
    ["maximum", 468.004, null, -468.004],
    ["ex_refinery", 400, 410, 10],
  ]);
});
