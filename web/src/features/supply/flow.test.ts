import { expect, test } from "vitest";
import { flowOf } from "../../charts/flow";
import { flow, PATH } from "./flow";

const side = (name: "company" | "depot", rows: [string, string, number][]) => ({
  name,
  rows: rows.map(([product, of, volume]) => ({ product, [name]: of, volume })),
});

test("each half of the way meets in the product, and a product holds its litres once", () => {
  const importers = side("company", [
    ["gasoil", "GO", 60],
    ["gasoil", "others", 40],
  ]);
  const marketers = side("company", [
    ["gasoil", "GO", 30],
    ["gasoil", "STAR", 70],
  ]);
  const { nodes, links } = flowOf(
    flow(importers, marketers, "L"),
    { kind: "sankey", path: [...PATH], y: "volume" },
    "L",
  );
  expect(nodes.map((each) => [each.depth, each.code, each.value])).toEqual([
    [0, "GO", 60],
    [1, "gasoil", 100],
    [0, "others", 40],
    [2, "GO", 30],
    [2, "STAR", 70],
  ]);
  expect(links.map((each) => [each.source, each.target, each.value])).toEqual([
    ["0 GO", "1 gasoil", 60],
    ["0 others", "1 gasoil", 40],
    ["1 gasoil", "2 GO", 30],
    ["1 gasoil", "2 STAR", 70],
  ]);
});

test("small products stand together, a side that is not published and threads of nothing are left out", () => {
  const depots = side("depot", [
    ["gasoil", "TEMA", 1000],
    ["kerosene", "TEMA", 2],
    ["rfo", "TEMA", 0],
  ]);
  expect(flow({ name: "company", rows: [] }, depots, "L")).toEqual([
    { marketer: "TEMA", product: "gasoil", volume: 1000, unit: "L" },
    { marketer: "TEMA", product: "others", volume: 2, unit: "L" },
  ]);
});
