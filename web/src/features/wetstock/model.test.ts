import { expect, test } from "vitest";
import type { Reason, StockOfSite, StockSystem } from "../../client/wetStock";
import { wetStock } from "../../words/wetStock";
import { allowedPart, causeName, deedsOf, isOff, rangeOf, soldPart, soughtLines, worstFirst } from "./model";

const words = wetStock.deeds;

function tank(system: string, verdict: "PASS" | "FAIL" | "INCONCLUSIVE", variance_l: number | null) {
  return { system, tanks: [system], verdict, variance_l, limit_l: 1000, flow_l: 50_000 };
}
const SITES = [
  { place: "A", name: "Alpha", systems: [tank("A/1", "PASS", 900), tank("A/2", "INCONCLUSIVE", null)] },
  { place: "B", name: "Bravo", systems: [tank("B/1", "FAIL", -1200), tank("B/2", "FAIL", -3000)] },
  { place: "C", name: "Charlie", systems: [tank("C/1", "INCONCLUSIVE", -500)] },
] as unknown as StockOfSite[];

const METER = {
  meter: "N1",
  percent: 0.1,
  sd_percent: 0.1,
  percent_against_others: null,
  sd_percent_against_others: null,
  is_known: true,
  together_with: [],
};

function month(part: object): StockSystem {
  return {
    verdict: "PASS",
    leak: { verdict: "PASS", rate_l_h: 0.1 },
    rule: { verdict: "PASS", variance_l: -10 },
    reasons: [],
    causes: [],
    meter_drifts: [],
    drops: [],
    density15_kg_m3: 740,
    ...part,
  } as unknown as StockSystem;
}

test("fails come first, by how much of the allowed is used up, and what was not measured comes last of its kind", () =>
  expect(worstFirst(SITES).map(({ system }) => system)).toEqual(["B/2", "B/1", "C/1", "A/2", "A/1"]));

test("parts of the allowed and of what was sold; nothing where nothing was measured", () => {
  const [worst] = worstFirst(SITES);
  expect([allowedPart(worst!), soldPart(worst!)]).toEqual([3, -0.06]);
  expect([allowedPart({ variance_l: null, limit_l: 5 }), soldPart({ variance_l: 1, flow_l: 0 })]).toEqual([
    null,
    null,
  ]);
});

test("a tank is found by its site or its own name, within a verdict", () => {
  const lines = worstFirst(SITES);
  expect(soughtLines(lines, " bravo", "").map(({ system }) => system)).toEqual(["B/2", "B/1"]);
  expect(soughtLines(lines, "a/", "PASS").map(({ system }) => system)).toEqual(["A/1"]);
});

test("causes that cannot be told apart are one name, and a range has the doubt in it", () => {
  expect(causeName(["leak", "evaporation"])).toBe("a leak or evaporation");
  expect(rangeOf({ causes: ["leak"], litres: 100, sd_l: 50 })).toEqual([2, 198]);
});

test("a meter is off only where it is known beyond its doubt", () => {
  expect(isOff(METER)).toBe(false);
  expect(isOff({ ...METER, percent: -0.8 })).toBe(true);
  expect(isOff({ ...METER, percent: -0.65 })).toBe(false);
  expect(isOff({ ...METER, percent: -0.8, is_known: false })).toBe(null);
  expect(isOff({ ...METER, percent_against_others: 0.9, sd_percent_against_others: 0.1 })).toBe(true);
});

test("a tight tank asks for nothing; a leak, water, a loss and a meter each for their own", () => {
  expect(deedsOf(month({}))).toEqual([words.fine]);
  expect(deedsOf(month({ verdict: "FAIL", leak: { verdict: "FAIL", rate_l_h: 2 } }))).toEqual([words.stop]);
  expect(deedsOf(month({ verdict: "FAIL", leak: { verdict: "FAIL", rate_l_h: -2 } }))).toEqual([
    words.incoming,
  ]);
  expect(
    deedsOf(
      month({
        drops: [
          { is_short: true, waybills: ["W7"] },
          { is_short: null, waybills: [] },
        ],
      }),
    ),
  ).toEqual([words.truck(["W7"])]);
  const lost = month({
    verdict: "FAIL",
    rule: { verdict: "FAIL", variance_l: -1500 },
    causes: [
      { causes: ["meter"], litres: 200, sd_l: 300 },
      { causes: ["theft"], litres: 1400, sd_l: 60 },
      { causes: ["unexplained"], litres: 9000, sd_l: 1 },
    ],
    meter_drifts: [{ ...METER, percent: 2 }],
  });
  expect(deedsOf(lost)).toEqual([
    words.short,
    words.cause("gone at once, as by theft", "1,400 L lost"),
    words.again,
    words.meter(["N1"]),
  ]);
});

test("what cannot be told is never a pass, and each reason has its cure", () => {
  const unsure = (reason_codes: Reason[], part: object = {}) =>
    deedsOf(month({ verdict: "INCONCLUSIVE", reason_codes, ...part }));
  expect(unsure(["no_meters"])).toEqual([words.inconclusive, words.meters]);
  expect(unsure(["too_coarse", "few_spans"])).toEqual([words.inconclusive, words.quiet]);
  expect(unsure(["few_days"], { density15_kg_m3: null })).toEqual([
    words.inconclusive,
    words.density,
    words.days,
  ]);
  expect(unsure([])).toEqual([words.inconclusive, words.days]);
});
