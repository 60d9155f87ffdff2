import { expect, test } from "vitest";
import { dayName, instantName, monthBy, monthName, monthsName, showTimesIn, spanName } from "./dates";

test("a month reads as a name and a year", () => expect(monthName("2024-03")).toBe("Mar 2024"));
test("a day reads without leading zeros", () => expect(dayName("2024-03-05")).toBe("5 Mar 2024"));
test("an instant says its zone", () =>
  expect(instantName("2024-03-05T14:05:09+00:00")).toBe("5 Mar 2024, 14:05 UTC"));
test("a half-open span ends in its last month", () =>
  expect(spanName("2019-01-01", "2024-04-01")).toBe("Jan 2019 – Mar 2024"));
test("a span of one month is one month", () => expect(spanName("2024-03-01", "2024-04-01")).toBe("Mar 2024"));
test("months step over the turn of a year", () => {
  expect(monthBy("2024-03", -12)).toBe("2023-03");
  expect(monthBy("2024-01", -1)).toBe("2023-12");
  expect(monthBy("2024-12", 1)).toBe("2025-01");
});
test("an instant reads by the clock of the zone that was set, with its name", () => {
  expect(instantName("2024-03-05T23:05:00+00:00")).toBe("5 Mar 2024, 23:05 UTC");
  showTimesIn("Etc/GMT-3");
  expect(instantName("2024-03-05T23:05:00+00:00")).toBe("6 Mar 2024, 02:05 GMT+3");
  showTimesIn("UTC");
});

test("months are said as short as they can be", () => {
  expect(monthsName("2024-01", "2024-12")).toBe("2024");
  expect(monthsName("2022-01", "2024-12")).toBe("2022 – 2024");
  expect(monthsName("2024-01", "2024-03")).toBe("Jan – Mar 2024");
  expect(monthsName("2023-11", "2024-03")).toBe("Nov 2023 – Mar 2024");
  expect(monthsName("2024-03", "2024-03")).toBe("Mar 2024");
});
