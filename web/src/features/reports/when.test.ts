import { expect, test } from "vitest";
import { OFTENS, addressesOf, cronOf, scheduleName, whenOf, whenWords } from "./when";

const AT = { time: "07:05", weekday: 1, monthDay: 1 };

test("what is chosen is read back from its cron expression", () => {
  for (const often of OFTENS) expect(whenOf(cronOf({ ...AT, often }))).toEqual({ ...AT, often });
  expect(whenOf("5 7 * * 0")).toEqual({ ...AT, often: "week", weekday: 0 });
});

test("a cron expression that says more is left as it is", () => {
  for (const cron of ["*/5 * * * *", "0 6 1,15 * *", "0 6 * 3 *", "nonsense"])
    expect(whenOf(cron)).toBeUndefined();
});

test("times read as words", () => {
  expect(whenWords({ ...AT, often: "week", weekday: 5 })).toBe("every Friday at 07:05");
  expect(whenWords({ ...AT, often: "month", monthDay: 3 })).toBe("on day 3 of every month at 07:05");
});

test("a schedule has a name of its own, in the letters that the platform takes", () => {
  expect(scheduleName("Évolution – du marché", [])).toBe("evolution-du-marche");
  expect(scheduleName("Market", ["market", "market-2"])).toBe("market-3");
  expect(scheduleName("市场", [])).toBe("report");
});

test("addresses are told apart however they are written", () => {
  expect(addressesOf("a@x.gh, b@x.gh;c@x.gh\n a@x.gh word")).toEqual(["a@x.gh", "b@x.gh", "c@x.gh"]);
});
