import { expect, test } from "vitest";
import type { Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import { EVERYTHING } from "../scope/scope";
import { isLimit, joined, limited, limitsOf } from "./scoping";

const subject = (name: string, measures: string[], dimensions: string[]) =>
  ({
    subject: name,
    measures: measures.map((measure) => ({ measure, asked_together_with: [] })),
    times: ["month"],
    dimensions,
  }) as unknown as Subject;
const SUBJECTS = [
  subject("volume", ["volume", "share", "hhi"], ["product", "company", "source", "region", "depot", "unit"]),
  subject("price", ["average_price"], ["product", "company", "kind"]),
  subject("indicator", ["indicator_value"], ["indicator", "unit"]),
];
const asked = (measure: Query["measures"][number], ...filters: NonNullable<Query["filters"]>): Query => ({
  measures: [measure],
  dimensions: ["month"],
  filters,
});
const OMC = { dimension: "source", in: ["omc"] };
const SCOPE = { ...EVERYTHING, from: "2024-01", to: "2024-06", products: ["gasoil"], companies: ["A"] };

test("a panel takes each limit that its figures are told apart by, and says which it does not", () => {
  const limits = limitsOf(SCOPE);
  const price = limited(asked("average_price"), limits, SUBJECTS);
  expect(price.question.filters?.map((each) => each.dimension)).toEqual(["product", "company"]);
  expect(price.question.span).toEqual({ from: "2024-01", until: "2024-06" });
  expect(price.leftOut).toEqual([]);
  expect(limited(asked("indicator_value"), limits, SUBJECTS).leftOut).toEqual(["product", "company"]);
});
test("a stage without companies is not limited by one", () => {
  const stage = (...names: string[]) => asked("volume", { dimension: "source", in: names });
  expect(limited(stage("national"), limitsOf(SCOPE), SUBJECTS).leftOut).toEqual(["company"]);
  expect(limited(stage("omc"), limitsOf(SCOPE), SUBJECTS).leftOut).toEqual([]);
  expect(limited(stage("national", "bidec"), limitsOf(SCOPE), SUBJECTS).leftOut).toEqual([]);
});
test("a panel's own limit gives way, and that is said", () => {
  const own = asked(
    "average_price",
    { dimension: "product", in: ["gasoline"] },
    { dimension: "kind", in: ["ex_pump"] },
  );
  const { question, replaced } = limited(own, limitsOf(SCOPE), SUBJECTS);
  expect(question.filters?.find((each) => each.dimension === "product")?.in).toEqual(["gasoil"]);
  expect(replaced).toEqual(["product"]);
});
test("what the address says goes before what the dashboard keeps", () => {
  const kept = limitsOf({ ...EVERYTHING, from: "2020-01", products: ["lpg"], depots: ["D"] });
  expect(joined(kept, limitsOf({ ...EVERYTHING, products: ["gasoil"] }))).toEqual({
    filters: [
      { dimension: "depot", in: ["D"] },
      { dimension: "product", in: ["gasoil"] },
    ],
    span: { from: "2020-01", until: "2999-12" },
  });
});
test("whose volumes, their unit and what they are compared with stay the panel's own", () =>
  expect(isLimit(limitsOf({ ...EVERYTHING, source: "omc", unit: "kg", compare: "year_ago" }))).toBe(false));

test("a company's share stays its part of the whole market: the limit says what is shown", () => {
  const top = { n: 7, dimension: "company", by: "volume" };
  const shares: Query = { ...asked("share", OMC), dimensions: ["month", "company"], top };
  const { question, isPart } = limited(shares, limitsOf(SCOPE), SUBJECTS);
  expect(question.filters?.map((each) => each.dimension)).toEqual(["source", "product"]);
  expect(question.only).toEqual([{ dimension: "company", in: ["A"] }]);
  expect([question.top, isPart]).toEqual([undefined, true]);
});
test("one company is neither many nor concentrated", () =>
  expect(limited(asked("hhi", OMC), limitsOf(SCOPE), SUBJECTS).leftOut).toEqual(["company"]));
