import { expect, test } from "vitest";
import { alarmSpans } from "./happened";

const at = (minute: number) => new Date(Date.UTC(2024, 2, 1, 0, minute)).toISOString();
const told = (minute: number, word: "raised" | "returned" | "withdrawn", rule: "low" | "water" = "low") => ({
  at: at(minute),
  word,
  rule,
  priority: "high" as const,
});

test("a beginning goes on until its own end, and what began before the span has no beginning", () => {
  const spans = alarmSpans([told(1, "returned", "water"), told(2, "raised"), told(3, "raised", "water"), told(4, "returned")]); // prettier-ignore
  expect(spans.map((each) => [each.rule, each.from, each.until])).toEqual([
    ["water", null, Date.parse(at(1))],
    ["low", Date.parse(at(2)), Date.parse(at(4))],
    ["water", Date.parse(at(3)), null],
  ]);
});

test("what was not so after all is not drawn", () => {
  expect(alarmSpans([told(1, "raised"), told(1, "withdrawn")])).toEqual([]);
});
