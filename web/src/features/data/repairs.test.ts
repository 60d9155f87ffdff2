import { expect, test } from "vitest";
import { byRepair, repairOf } from "./repairs";

const group = (rule: string, severity: "blocks" | "look", litres: number) => ({
  rule,
  severity,
  litres,
  count: 1,
  files: 1,
});

test("a rule that nobody listed is good to know, not lost", () => {
  expect(repairOf("a_rule_of_tomorrow")).toBe("nothing");
});
test("what was kept out comes first, then the most litres, what needs nothing last", () => {
  const found = byRepair([
    group("share_total_mismatch", "blocks", 9e9),
    group("cross_source_mismatch", "look", 5),
    group("name_variant", "look", 7),
    group("total_mismatch", "blocks", 1),
  ]);
  expect(found.map(({ repair }) => repair)).toEqual(["publisher", "names", "compare", "nothing"]);
});
