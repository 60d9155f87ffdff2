import { expect, test, vi } from "vitest";
import { breaksOf } from "./breaks";
import { draw } from "./draw";
import type { Task } from "./drawn";
import { flowOf } from "./flow";
import { BUILD_UP, BY_REGION, EXPECTED, FLOWS, GROWTH, MONTHLY, PRICES, RANKED, REGIONS } from "./parts";
import { rampOf, stepOf } from "./ramp";
import { ranked } from "./ranked";
import { tilesOf } from "./regions";
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
test("arrow keys stop at each month, then at each of its series", () => {
  const { stops } = draw(task(MONTHLY, MONTHS, { unit: "L" }));
  expect(stops).toHaveLength(36);
  expect(stops[0]?.map((each) => each.text)[1]).toBe("Gasoline: 120 M L");
  expect(stops[14]?.map((each) => each.text)).toEqual(["Mar 2032: no facts"]);
});
test("a ranking stands by value with others last, and leaves out what is unknown", () => {
  const rows = [...RANKED, { company: "Foxtrot", volume: null, unit: "L" }];
  const bars = ranked(rows, { kind: "ranking", x: "company", y: "volume" }, "L");
  expect(bars.map((each) => each.code).at(-1)).toBe("others");
  expect(bars.map((each) => each.name)).not.toContain("Foxtrot");
  expect(bars[0]?.aside).toBe("31.0 %  +12.0 %");
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
  expect(rampOf([-0.2, 0.1])).toEqual({ low: -0.2, high: 0.2, isChange: true });
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
test("shapes become tiles that keep north above south and share no place", () => {
  const square = (name: string, x: number, y: number) => ({
    properties: { name },
    geometry: {
      coordinates: [
        [
          [x, y],
          [x + 1, y],
          [x + 1, y + 1],
          [x, y],
        ],
      ],
    },
  });
  const tiles = tilesOf({
    features: [square("south", 0, 0), square("north", 0, 5), square("near", 0.1, 5), square("east", 9, 0)],
  });
  const at = Object.fromEntries(tiles.map((each) => [each.name, each]));
  expect(at["north"]!.row).toBeLessThan(at["south"]!.row);
  expect(at["east"]!.column).toBeGreaterThan(at["south"]!.column);
  expect(new Set(tiles.map((each) => `${each.row} ${each.column}`)).size).toBe(4);
});
test("a definition that changed is marked at its day", () =>
  expect(
    breaksOf(["gasoil_power was inside gasoil before 2023-01-01 in omc: printed so", "no kind was named"]),
  ).toMatchObject([{ at: "2023-01-01" }]));

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
