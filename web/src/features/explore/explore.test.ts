import { expect, test } from "vitest";
import type { Query } from "../../client/contract";
import {
  askable,
  firstOf,
  moved,
  readQuestion,
  readView,
  START,
  tidy,
  withDimensions,
  withMeasures,
  withMonths,
} from "./asked";
import { asCommand, asLink, asPython } from "./code";
import { waysOut } from "./refusal";
import { viewFor, viewsOf } from "../panels/views";

const FULL: Query = {
  measures: ["volume", "share"],
  dimensions: ["month", "company"],
  filters: [
    { dimension: "source", in: ["omc"] },
    { dimension: "company", not: ["A, B & CO"] },
    { dimension: "month", from: "2031-01" },
  ],
  span: { from: "2031-01", until: "2031-06" },
  top: { n: 5, dimension: "company" },
  compare: "year_ago",
  as_of: "2032-01-01",
};

test("an address that says nothing readable asks the first question", () => {
  expect(readQuestion(null)).toBe(START);
  expect(readQuestion("{broken")).toBe(START);
  expect(readQuestion("[1]")).toBe(START);
  expect(readQuestion(JSON.stringify(FULL))).toEqual(FULL);
  expect(readView('{"kind":"spiral","y":"volume"}')).toBeNull();
});
test("a subject begins with a question that has an answer: with its products, or with what it needs", () => {
  const subject = { times: ["year", "month", "day"], dimensions: ["indicator", "product"] };
  const needing = (...needs: string[]) => ({
    ...subject,
    measures: [{ measure: "volume", asked_together_with: needs }],
  });
  expect(firstOf(needing()).dimensions).toEqual(["month", "product"]);
  expect(firstOf(needing("indicator")).dimensions).toEqual(["month", "indicator"]);
  expect(firstOf(needing("day")).dimensions).toEqual(["day"]);
});
test("what says nothing is left out of the address", () =>
  expect(tidy({ measures: ["volume"], dimensions: [], filters: [], compare: "", top: null })).toEqual({
    measures: ["volume"],
  }));
test("what was ranked or sorted by a measure goes with it", () => {
  const asked: Query = { ...FULL, top: { n: 5, by: "share" }, sort: [{ by: "share" }, { by: "month" }] };
  expect(withMeasures(asked, ["volume"])).toMatchObject({ top: { n: 5 }, sort: [{ by: "month" }] });
  expect(withMeasures(asked, ["volume"]).top).not.toHaveProperty("by");
  expect(withDimensions(FULL, ["month"]).top).toEqual({ n: 5 });
});
test("a limit without a value is not asked", () =>
  expect(
    askable({
      ...START,
      filters: [
        { dimension: "region", in: [] },
        { dimension: "source", in: ["omc"] },
      ],
    }),
  ).toEqual({
    ...START,
    filters: [{ dimension: "source", in: ["omc"] }],
  }));
test("an entry moves within its list and not out of it", () => {
  expect(moved(["a", "b", "c"], 2, 0)).toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 1, 2)).toEqual(["a", "b"]);
});
test("months without an end stay open", () =>
  expect(withMonths(START, "2031-01", "").span).toEqual({ from: "2031-01", until: "2999-12" }));

test("months by product stack, prices are lines, companies are ranked", () => {
  expect(viewsOf(START)[0]).toEqual({ kind: "area", x: "month", y: "volume", series: "product" });
  expect(viewsOf({ measures: ["average_price"], dimensions: ["window"] })[0]).toMatchObject({ kind: "line" });
  expect(viewsOf({ measures: ["volume"], dimensions: ["company"] })[0]).toMatchObject({ kind: "ranking" });
  expect(viewsOf({ measures: ["volume"] })[0]).toEqual({ kind: "figure", y: "volume" });
});
test("what a picture would hide is shown as a table alone", () => {
  const asked: Query = { measures: ["average_price"], dimensions: ["month", "product", "company"] };
  expect(viewsOf(asked).map((each) => each.kind)).toEqual(["table"]);
});
test("a chosen view stays while its columns are there", () => {
  const kept = { kind: "line", x: "month", y: "volume", series: "product" } as const;
  expect(viewFor(START, kept)).toBe(kept);
  expect(viewFor({ measures: ["volume"], dimensions: ["month"] }, kept)).toEqual({
    kind: "line",
    x: "month",
    y: "volume",
  });
  expect(viewFor({ measures: ["volume"], dimensions: ["company"] }, kept).kind).toBe("ranking");
});

test("each way out of a refusal is a question", () => {
  const fix =
    'tell units apart: set dimensions to ["month", "unit"]; or ask for tonnes: leave out top and set measures to ["tonnes"]';
  expect(waysOut(fix, FULL)).toEqual([
    { hint: "tell units apart", question: { ...FULL, dimensions: ["month", "unit"] } },
    { hint: "ask for tonnes", question: tidy({ ...FULL, measures: ["tonnes"], top: null }) },
  ]);
});
test("names that look like a fix are names", () => {
  const fix = 'set filters to [{"dimension": "company", "in": ["THIS and set top to; or THAT"]}]';
  expect(waysOut(fix, START)[0]?.question.filters).toEqual([
    { dimension: "company", in: ["THIS and set top to; or THAT"] },
  ]);
});
test("a fix in words has no button", () => expect(waysOut("ask one by one", START)).toEqual([]));

test("a command, a link and Python ask the same", () => {
  expect(asCommand(FULL)).toBe(
    "petroverse query -m volume,share -d month,company -f source=omc -f 'company!=A\\, B & CO' " +
      "-f 'month>=2031-01' --span 2031-01..2031-06 --top 5:company --compare year_ago --as-of 2032-01-01",
  );
  expect(asLink(START)).toBe("measure=volume&by=month,product&filter=source=national");
  expect(asPython(FULL, "http://here")).toContain(
    'market.query(["volume", "share"], by=["month", "company"], where={"source": "omc", ' +
      '"company": pv.excluding("A, B & CO"), "month": pv.between("2031-01", None)}, as_of="2032-01-01", ' +
      'compare="year_ago", span={"from": "2031-01", "until": "2031-06"}, top={"n": 5, "dimension": "company"})',
  );
});
test("two limits on one dimension are both in the Python", () => {
  const filters = [
    { dimension: "month", from: "2031-01" },
    { dimension: "month", not: ["2031-03"] },
  ];
  expect(asPython({ measures: ["volume"], filters }, "http://here")).toContain(
    'market.query("volume", filters=[{"dimension": "month", "from": "2031-01"}, ' +
      '{"dimension": "month", "not": ["2031-03"]}])',
  );
});
