import { expect, test, vi } from "vitest";
import { breaksOf } from "./breaks";
import { draw } from "./draw";
import type { Task } from "./drawn";
import { flowOf } from "./flow";
import {
  ANSWER,
  BUILD_UP,
  BY_REGION,
  EXPECTED,
  FLOWS,
  GROWTH,
  MONTHLY,
  PRICES,
  RANKED,
  REGIONS,
} from "./parts";
import { rampOf, stepOf } from "./ramp";
import { ranked } from "./ranked";
import { stepsOf } from "./steps";
import type { Row, View } from "./view";

const ink = Object.fromEntries(
  ["ink", "soft", "faint", "line", "strong", "surface", "sunken", "accent", "good", "caution", "others"].map(
    (name) => [name, "rgb(1, 2, 3)"],
  ),
) as unknown as Task["ink"];
function task(rows: readonly Row[], view: View, more: Partial<Task> = {}): Task {
  const shown = { ...ink, of: (variable: string) => variable };
  return {
    rows,
    view,
    unit: "",
    hidden: [],
    ink: shown,
    isStill: true,
    width: 600,
    height: 300,
    regions: REGIONS,
    ...more,
  };
}
interface Series {
  id: string;
  type: string;
  data: unknown[];
  stack?: string;
  links?: unknown[];
}
const seriesOf = (drawn: ReturnType<typeof draw>) => drawn.option["series"] as Series[];
const MONTHS: View = { kind: "area", x: "month", y: "volume", series: "product" };

test("areas stack, lines and prices do not, bars stack where values add up", () => {
  expect(seriesOf(draw(task(MONTHLY, MONTHS, { unit: "L" }))).every((each) => each.stack)).toBe(true);
  expect(
    seriesOf(draw(task(MONTHLY, { ...MONTHS, kind: "line" }, { unit: "L" }))).some((each) => each.stack),
  ).toBe(false);
  const prices: View = { kind: "bar", x: "month", y: "average_price", series: "product" };
  expect(seriesOf(draw(task(PRICES, prices))).some((each) => each.stack)).toBe(false);
});
test("a series that is switched off is not drawn", () =>
  expect(
    seriesOf(draw(task(MONTHLY, MONTHS, { unit: "L", hidden: ["gasoil"] }))).map((each) => each.id),
  ).not.toContain("gasoil"));
test("a click in an area leads to the row of the layer under it", () => {
  const drawn = draw(task(MONTHLY, MONTHS, { unit: "L" }));
  const rows = MONTHLY.filter((row) => row["month"] === "2031-01" && row["unit"] === "L");
  const [first, second] = rows.sort((a, b) => Number(b["volume"]) - Number(a["volume"]));
  expect(drawn.rowAt?.(0, Number(first?.["volume"]) - 1)).toBe(first);
  expect(drawn.rowAt?.(0, Number(first?.["volume"]) + 1)).toBe(second);
  expect(drawn.rowAt?.(0, 1e12)).toBeUndefined();
});
test("a layer without figures where others have some is thin, and no hole", () => {
  const rows = [
    { month: "2031-01", company: "Old", volume: 5, unit: "L" },
    { month: "2031-02", company: "New", volume: 7, unit: "L" },
    { month: "2031-04", company: "New", volume: 7, unit: "L" },
  ];
  const view: View = { kind: "area", x: "month", y: "volume", series: "company" };
  const drawn = draw(task(rows, view, { unit: "L" }));
  expect(seriesOf(drawn).map((each) => each.data)).toEqual([
    [0, 7, null, 7],
    [5, 0, null, 0],
  ]);
  expect(drawn.stops[0]?.map((each) => each.text)).toEqual(["Jan 2031: Total 5 L, Old 5 L"]);
  expect(seriesOf(draw(task(rows, { ...view, kind: "line" })))[1]?.data).toEqual([5, null, null, null]);
});
test("arrow keys stop at each month, then at each of its series", () => {
  const { stops } = draw(task(MONTHLY, MONTHS, { unit: "L" }));
  expect(stops).toHaveLength(36);
  expect(stops[0]?.map((each) => each.text)[1]).toBe("Gasoline: 120.0 M L");
  expect(stops[14]?.map((each) => each.text)).toEqual(["Mar 2032: no facts"]);
});
test("a ranking stands by value with others last, and leaves out what is unknown", () => {
  const rows = [...RANKED, { company: "Foxtrot", volume: null, unit: "L" }];
  const bars = ranked(rows, { kind: "ranking", x: "company", y: "volume" }, "L");
  expect(bars.map((each) => each.code).at(-1)).toBe("others");
  expect(bars.map((each) => each.name)).not.toContain("Foxtrot");
  expect(bars[0]?.aside).toBe("31.0 %  +12.0 %");
});
test("the rest is written and has no bar, so that the others can be compared", () => {
  const [bars] = seriesOf(draw(task(RANKED, { kind: "ranking", x: "company", y: "volume" })));
  const data = bars?.data as { value: number }[];
  expect(data.at(-1)?.value).toBe(0);
  expect(data[0]?.value).toBe(RANKED[0]?.["volume"]);
});
test("gains and losses have a colour and a sign each", () => {
  const rows = [
    { company: "Up", volume_change: 11_200_000, unit: "L" },
    { company: "Down", volume_change: -11_200_000, unit: "L" },
  ];
  const drawn = draw(task(rows, { kind: "ranking", x: "company", y: "volume_change" }));
  const data = seriesOf(drawn)[0]?.data as { itemStyle: { color: string } }[];
  expect(data.map((each) => each.itemStyle.color)).toEqual(["--good", "--caution"]);
  expect(drawn.stops.map(([each]) => each?.text)).toEqual(["1. Up: +11.2 M L", "2. Down: −11.2 M L"]);
});
test("every name of a ranking stands over its bar on a phone, its value at the other end", () => {
  const { option } = draw(task(RANKED, { kind: "ranking", x: "company", y: "volume" }, { width: 320 }));
  const [names, values] = option["yAxis"] as { data: string[] }[];
  expect(names?.data[0]).toBe("Alpha");
  expect(values?.data.at(-1)).toBe("9.00 M L");
});
test("every column of a grid is named, upright where it is too narrow for its words", () => {
  const rows = ["aviation", "gasoil_power", "gasoline"].map((product) => ({
    product,
    company: "A",
    share: 0.04,
  }));
  const view: View = { kind: "heat", x: "product", y: "share", series: "company" };
  const label = (width: number) => {
    const { option } = draw(task(rows, view, { width }));
    return (option["xAxis"] as { axisLabel: object }).axisLabel;
  };
  expect(label(600)).toMatchObject({ interval: 0, rotate: 0, overflow: "break" });
  expect(label(150)).toMatchObject({ interval: 0, rotate: 90 });
  const [cells] = seriesOf(draw(task(rows, view)));
  expect(cells?.data[0]).toMatchObject({ label: { formatter: "4.0" } });
});
test("a window whose neighbours are unknown stands alone, and nothing is drawn between", () => {
  const rows = ["2031-01-01", "2031-01-16", "2031-02-01", "2031-02-16"].flatMap((window, at) => [
    { window, kind: "pump", average_price: 12, unit: "X/L" },
    { window, kind: "floor", average_price: at === 0 || at === 3 ? 11 : null, unit: "X/L" },
  ]);
  const drawn = draw(task(rows, { kind: "line", x: "window", y: "average_price", series: "kind" }));
  const floor = seriesOf(drawn).find((each) => each.id === "floor");
  expect((floor?.data as [string, number | null][]).map(([, value]) => value)).toEqual([11, null, null, 11]);
  expect(floor).toMatchObject({ showSymbol: true, symbol: "rect" });
});
test("a build-up goes from the starting price to its totals", () => {
  const view: View = { kind: "waterfall", x: "component", y: "component_value", series: "role" };
  const steps = stepsOf([...BUILD_UP].reverse(), view, "XXX/L");
  expect(steps.map((each) => each.row["component"])[0]).toBe("ex_refinery");
  expect(steps[1]).toMatchObject({ from: 7.2, to: 8.15 });
  expect(steps[4]).toMatchObject({ isTotal: true, from: 0, to: 8.57 });
  const [ground] = seriesOf(draw(task(BUILD_UP, view)));
  expect((ground?.data as number[])[3]).toBeCloseTo(8.57, 9);
});
test("a flow keeps the total of each stage and has no circles", () => {
  const { nodes, links } = flowOf(
    FLOWS,
    { kind: "sankey", y: "volume", path: ["company", "depot", "product"] },
    "L",
  );
  const total = FLOWS.reduce((sum, row) => sum + Number(row["volume"]), 0);
  for (const depth of [0, 1, 2]) {
    const stage = nodes.filter((each) => each.depth === depth);
    expect(stage.reduce((sum, each) => sum + each.value, 0)).toBe(total);
  }
  expect(links.every((each) => Number(each.source[0]) + 1 === Number(each.target[0]))).toBe(true);
});
test("each name of a flow can be walked to and picked, and from it what flows", () => {
  const view: View = { kind: "sankey", y: "volume", path: ["company", "depot"] };
  const rows = [
    { company: "A", depot: "North", volume: 3, unit: "L" },
    { company: "A", depot: "South", volume: 4, unit: "L" },
  ];
  const { stops } = draw(task(rows, view));
  expect(stops.map(([node]) => [node?.text, node?.row])).toEqual([
    ["A: 7 L", { company: "A" }],
    ["South: 4 L", { depot: "South" }],
    ["North: 3 L", { depot: "North" }],
  ]);
  expect(stops[0]?.map((each) => each.text)).toEqual(["A: 7 L", "A → South: 4 L", "A → North: 3 L"]);
});
test("one name at two stages is two nodes", () => {
  const rows = [{ from: "A", to: "A", volume: 1, unit: "L" }];
  expect(flowOf(rows, { kind: "sankey", y: "volume", path: ["from", "to"] }, "L").nodes).toHaveLength(2);
});
test("names beyond the largest flow together", () => {
  const rows = Array.from({ length: 40 }, (_, at) => ({
    company: `C${at}`,
    depot: "D",
    volume: at + 1,
    unit: "L",
  }));
  const { nodes } = flowOf(rows, { kind: "sankey", y: "volume", path: ["company", "depot"] }, "L");
  expect(nodes.filter((each) => each.depth === 0).map((each) => each.code)).toContain("others");
  expect(nodes).toHaveLength(13);
});
test("changes part at nothing, amounts begin there", () => {
  expect(rampOf([-0.2, 0.1])).toMatchObject({ low: -0.2, high: 0.2, isChange: true });
  expect(stepOf(rampOf([-0.2, 0.2]), 0).fill).toBe("--chart-div-4");
  expect(stepOf(rampOf([1, 10]), 10).fill).toBe("--chart-seq-7");
});
test("an unknown cell is no cell", () => {
  const [cells] = seriesOf(
    draw(task(GROWTH, { kind: "heat", x: "year", y: "growth_year", series: "company" })),
  );
  expect(cells?.data).toHaveLength(GROWTH.length - 1);
});
test("a region without facts keeps its tile and says so", () => {
  const { stops } = draw(task(BY_REGION, { kind: "tiles", x: "region", y: "volume" }, { unit: "L" }));
  expect(stops.flat().map((each) => each.text)).toContain("Islands: no facts");
});
test("the band lies between low and high, and only where something is expected", () => {
  const view: View = { kind: "fan", x: "month", y: "volume", low: "volume_low", high: "volume_high" };
  const [known, expected, low, band] = seriesOf(draw(task(EXPECTED, view, { unit: "L" })));
  const last = EXPECTED.at(-1)!;
  expect(known?.data.at(-1)).toBeNull();
  expect(expected?.data[23]).toBe(EXPECTED[23]?.["volume"]);
  expect(low?.data[0]).toBeNull();
  expect(band?.data.at(-1)).toBe(Number(last["volume_high"]) - Number(last["volume_low"]));
});
test("a definition that changed is marked at its day", () =>
  expect(breaksOf(ANSWER)).toEqual([
    {
      at: "2032-01-01",
      text: "Gasoil (mines) was inside Gasoil before 1 Jan 2032 (Marketers): the same table holds both",
    },
  ]));

test("a name that looks like markup stays text", () => {
  const box = {
    append: vi.fn(),
    className: "",
    textContent: "",
    childElementCount: 1,
    style: { setProperty: vi.fn() },
  };
  const made: (typeof box)[] = [];
  vi.stubGlobal("document", { createElement: () => (made.push({ ...box }), made.at(-1)) });
  const tooltip = draw(task(RANKED, { kind: "ranking", x: "company", y: "volume" })).option["tooltip"];
  (tooltip as { formatter: (at: { dataIndex: number }) => unknown }).formatter({ dataIndex: 5 });
  vi.unstubAllGlobals();
  expect(made.map((each) => each.textContent)).toContain("<img onerror=alert(1)>");
  expect(made.some((each) => "innerHTML" in each)).toBe(false);
});
