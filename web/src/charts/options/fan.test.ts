import { expect, test } from "vitest";
import type { Ink } from "../ink";
import { fan } from "./fan";

const ink = new Proxy({}, { get: (_, name) => (name === "of" ? () => "red" : "red") }) as Ink;
const task = (rows: Record<string, string | number | null>[], series?: string) =>
  fan({
    rows,
    view: { kind: "fan", x: "day", y: "price", low: "low", high: "high", ...(series && { series }) },
    unit: "",
    hidden: [],
    ink,
    isStill: true,
    width: 600,
    height: 300,
  });
const lines = (drawn: ReturnType<typeof task>) => drawn.option["series"] as { id: string; data: unknown[] }[];

test("a band from the beginning is a range of what is known, one that begins later a forecast", () => {
  const row = (day: string, low: number | null) => ({ day, price: 10, low, high: low && low + 5 });
  const known = lines(task([row("2024-01-01", 8), row("2024-01-02", 8)]));
  expect(known.find((each) => each.id === "expected")?.data).toEqual([
    ["2024-01-01", null],
    ["2024-01-02", null],
  ]);
  const forecast = lines(task([row("2024-01-01", null), row("2024-01-02", 8)]));
  expect(forecast.find((each) => each.id === "known")?.data).toEqual([
    ["2024-01-01", 10],
    ["2024-01-02", null],
  ]);
});

test("what has no band is marked beside it and does not widen it", () => {
  const rows = [
    { day: "2024-01-01", kind: "pump", price: 10, low: 8, high: 12 },
    { day: "2024-01-16", kind: "floor", price: 9, low: null, high: null },
  ];
  const drawn = task(rows, "kind");
  expect(lines(drawn).at(-1)).toMatchObject({ id: "floor", data: [["2024-01-16", 9]] });
  expect(drawn.stops).toHaveLength(1);
});

test("what holds at every place is a line, what holds at some is marked there", () => {
  const days = ["2024-01-01", "2024-01-16"];
  const range = days.map((day) => ({ day, kind: "pump", price: 10, low: 8, high: 12 }));
  const limit = days.map((day) => ({ day, kind: "limit", price: 11, low: null, high: null }));
  const look = (of: typeof limit) => lines(task([...range, ...of], "kind")).at(-1) as { symbol?: string };
  expect(look(limit).symbol).toBe("none");
  expect(look(limit.slice(1)).symbol).toBe("rect");
});

test("an answer that does not have the series is the range alone", () => {
  const drawn = task([{ day: "2024-01-01", price: 10, low: 8, high: 12 }], "kind");
  expect(drawn.stops).toHaveLength(1);
});
