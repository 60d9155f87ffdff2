import { expect, test } from "vitest";
import type { RuleNow } from "../../../client/alarmRules";
import { alarms } from "../../../words/alarms";
import { formOf, missingIn, proposed, written } from "./written";

const NAMES = Object.keys(alarms.rules) as (keyof typeof alarms.rules)[];

test("a proposal lacks nothing, and a rule of product that leaves its tank never waits", () => {
  for (const name of NAMES) expect(missingIn(proposed(name))).toEqual([]);
  expect(formOf({ ...proposed("overfill"), delay: "60" }, true).delay_s).toBe(0);
  expect(formOf({ ...proposed("low"), delay: "60" }, true).delay_s).toBe(60);
});

test("what is blank or no figure is undecided, and said so in the order of the form", () => {
  const rule = { ...proposed("low"), cause: "  ", minutes: "soon", limit: "", states: [] };
  expect(missingIn(rule)).toEqual(["cause", "time_available_s", "limit", "valid_states"]);
  expect(formOf(rule, false)).toMatchObject({ cause: "", time_available_s: null, limit: null });
});

test("a rule comes back from the form as it went in", () => {
  const sent = formOf({ ...proposed("water", "S7/1"), isLatched: true }, true);
  const now: RuleNow = {
    ...sent,
    approver: "ama",
    priority: "high",
    missing: [],
    changed_at: "",
    changed_by: "",
  };
  expect(formOf(written(now), true)).toEqual(sent);
});
