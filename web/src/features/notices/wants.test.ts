import { expect, test } from "vitest";
import type { Receiver } from "../../client/receivers";
import { newWants, sentence, wantsForm, wantsOf } from "./wants";

const said = (part: Partial<Receiver> = {}) =>
  sentence({ ...wantsOf(newWants("Africa/Accra")), ...part } as Receiver, (place) => `Site ${place}`);

test("whoever is told everything has a short sentence, without a time zone that decides nothing", () =>
  expect(said()).toBe("Every alarm at all sites, at once."));

test("quiet hours say what comes all the same, and by whose clock", () =>
  expect(
    said({ priorities: ["high", "medium"], places: ["A", "B"], quiet: { begin: "22:00", end: "06:00" } }),
  ).toBe(
    "Alarms of high and medium priority at Site A and Site B, at once; quiet from 22:00 to 06:00, but for high (Africa/Accra).",
  ));

test("what is urgent but not wanted is not promised", () =>
  expect(said({ priorities: ["low"], urgent: ["high"], digest_at: "07:00" })).toBe(
    "Alarms of low priority at all sites, gathered at 07:00 (Africa/Accra).",
  ));

test("the next step of an escalation, of many sites and some conditions", () =>
  expect(said({ after_minutes: 60, places: ["A", "B", "C", "D"], rules: ["overfill", "sudden_loss"] })).toBe(
    "Every alarm of “Above the safe fill and Sudden loss” at 4 sites, if nobody has acknowledged for 1 hour.",
  ));

test("what is wanted comes back from the form as it went in", () => {
  const wants = { ...wantsOf(newWants("UTC")), quiet: { begin: "21:00", end: "05:30" }, digest_at: "06:15" };
  expect(wantsOf(wantsForm(wants as Receiver))).toEqual(wants);
  expect(wantsOf({ ...wantsForm(wants as Receiver), isQuiet: false, isDigest: false })).toMatchObject({
    quiet: null,
    digest_at: null,
  });
});
