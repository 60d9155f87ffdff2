import { expect, test } from "vitest";
import { daysOf, fxUnits, indicatorTracks, likenessOf, reachOf, valueOn } from "./tracks";

const row = (day: string, indicator: string, value: number | null, unit: string) => ({
  day,
  indicator,
  indicator_value: value,
  unit,
});
const ROWS = [
  row("2024-01-16", "fx_usd", 12, "GHS/USD"),
  row("2015-07-01", "fx_usd", 385, "GHp/USc"),
  row("2025-08-16", "fx_usd", 1061, "GHp/USc"),
  row("2024-02-01", "crude_brent", 80, "USD/bbl"),
  row("2024-01-16", "crude_brent", 78, "USD/bbl"),
  row("2024-01-16", "world_lpg", 500, "USD/t"),
  row("2024-01-16", "world_jet", null, "USD/t"),
];
const TITLES = { fx: "Rate", crude: "Crude", world: "World" };
const TRACKS = indicatorTracks(ROWS, "GHp/USc", TITLES);

test("each unit has a track of its own, its points in order, and one printed unit of the rate is chosen", () => {
  expect(fxUnits(ROWS)).toEqual(["GHp/USc", "GHS/USD"]);
  expect(TRACKS.map((each) => [each.title, each.unit, each.lines.map((line) => line.points.length)])).toEqual(
    [
      ["Rate", "GHp/USc", [2]],
      ["Crude", "USD/bbl", [2]],
      ["World", "USD/t", [1]],
    ],
  );
  expect(TRACKS[1]?.lines[0]?.points[0]).toEqual(["2024-01-16", 78]);
});

test("the cursor reads the last figure known by its day", () => {
  const crude = TRACKS[1]!.lines[0]!;
  expect(valueOn(crude, "2024-01-31")).toEqual(["2024-01-16", 78]);
  expect(valueOn(crude, "2023-12-31")).toBeUndefined();
  expect(daysOf(TRACKS, "2024-01-01", "2024-12-31")).toEqual(["2024-01-16", "2024-02-01"]);
});

test("one long history does not press the shorter ones together", () => {
  expect(reachOf(TRACKS, false)).toEqual(["2024-01-16", "2025-08-16"]);
  expect(reachOf(TRACKS, true)).toEqual(["2015-07-01", "2025-08-16"]);
});

test("a rate whose figures are a hundred times another's of the same weeks is told to be so", () => {
  const rates = [
    row("2023-08-12", "fx_usd", 11.4, "GHS/USD"),
    row("2023-08-16", "fx_usd", 1145, "GHp/USc"),
    row("2024-05-12", "fx_usd", 14.5, "GHS/USD"),
    row("2024-05-16", "fx_usd", 1447, "GHp/USc"),
    row("2024-05-16", "fx_usd", 14.4, "GHS/$"),
  ];
  expect(likenessOf(rates, "GHp/USc")).toEqual({ other: "GHS/$", factor: 100 });
  expect(likenessOf(rates.slice(0, 4), "GHp/USc")).toEqual({ other: "GHS/USD", factor: 100 });
  expect(likenessOf(rates.slice(0, 1), "GHS/USD")).toBeUndefined();
  expect(likenessOf([rates[2]!, rates[4]!], "GHS/$")).toBeUndefined();
});

test("world prices have the colour of their product, rates have none", () => {
  expect(TRACKS.map((each) => each.lines[0]?.product)).toEqual([undefined, undefined, "lpg"]);
});
