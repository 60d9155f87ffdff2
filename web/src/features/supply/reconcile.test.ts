import { expect, test } from "vitest";
import { byStage, insides, reconcile } from "./reconcile";

const row = (month: string, product: string, source: string, volume: number | null) => ({
  month,
  product,
  source,
  volume,
  unit: "L",
});
const NOTES = [
  "gasoil_cellsite was inside gasoil before 2021-01-01 in national: cell sites are inside gasoil before 2021",
  "gasoil_cellsite was inside gasoil before 2023-01-01 in omc: cell sites are inside gasoil before 2023",
  "no source was named: these are the figures of source=omc",
];

test("a note of a changed definition is read, others are not", () => {
  expect(insides(NOTES).map((each) => [each.part, each.whole, each.before, each.stage])).toEqual([
    ["gasoil_cellsite", "gasoil", "2021-01-01", "national"],
    ["gasoil_cellsite", "gasoil", "2023-01-01", "omc"],
  ]);
});

test("the widest difference is told, largest first, with its part of the earlier stage", () => {
  const found = reconcile(
    [
      row("2024-01", "gasoil", "bidec", 100),
      row("2024-01", "gasoil", "omc", 95),
      row("2024-01", "gasoil", "national", 98),
      row("2024-01", "atk", "bidec", 50),
      row("2024-01", "atk", "omc", 60),
      row("2024-01", "atk", "national", 60),
      row("2024-01", "rfo", "bidec", 7),
      row("2024-01", "rfo", "omc", 7),
      row("2024-01", "rfo", "national", 7),
    ],
    "month",
    "product",
    [],
  );
  expect(found.gaps.map((each) => [each.what, each.from, each.to, each.difference, each.ratio])).toEqual([
    ["atk", "bidec", "omc", 10, 0.2],
    ["gasoil", "bidec", "omc", -5, -0.05],
  ]);
  expect([found.compared, found.agreeing]).toEqual([3, 1]);
});

test("a stage that speaks of the month but not of the product counts as nothing, one that does not speak is left out", () => {
  const rows = [
    row("2021-05", "gasoil", "omc", 100),
    row("2021-05", "gasoil", "national", 80),
    row("2021-05", "gasoil_cellsite", "national", 20),
    row("2021-06", "gasoil", "national", 80),
  ];
  const found = reconcile(rows, "month", "product", insides(NOTES));
  expect(found.gaps.map((each) => [each.what, each.difference])).toEqual([
    ["gasoil", -20],
    ["gasoil_cellsite", 20],
  ]);
  expect(found.compared).toBe(2);
});

test("a reason is told where one stage had changed its definition and the other not", () => {
  const reasons = (month: string) =>
    reconcile(
      [row(month, "gasoil", "omc", 100), row(month, "gasoil", "national", 80)],
      "month",
      "product",
      insides(NOTES),
    ).gaps[0]?.reasons.map((each) => each.why);
  expect(reasons("2021-05")).toEqual(["cell sites are inside gasoil before 2023"]);
  expect(reasons("2020-05")).toEqual([]);
  expect(reasons("2023-05")).toEqual([]);
});

test("only the chosen two are compared, and a blank is no figure", () => {
  const rows = [
    row("2024-01", "gasoil", "bidec", 100),
    row("2024-01", "gasoil", "omc", 95),
    row("2024-01", "gasoil", "national", null),
  ];
  expect(reconcile(rows, "month", "product", [], ["bidec", "omc"]).gaps[0]?.difference).toBe(-5);
  expect(reconcile(rows, "month", "product", [], ["omc", "national"]).compared).toBe(0);
});

test("amounts side by side are read as volumes of each stage", () => {
  const row = {
    month: "2024-01",
    product: "atk",
    unit: "L",
    disagreement: 3,
    supplied: 5,
    marketed: null,
    nationwide: 8,
  };
  const found = reconcile(byStage([row]), "month", "product", []);
  expect(found.gaps.map((each) => [each.from, each.to, each.difference])).toEqual([["bidec", "national", 3]]);
});
