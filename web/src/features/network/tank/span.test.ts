import { expect, test } from "vitest";
import { boxInstant, boxText, lastSpan, readSpan, shifted, spanText, zoomed } from "./span";

const AT = Date.parse("2024-03-31T00:30:00Z");

test("a span is read back from the address as it was written", () => {
  const span = lastSpan("7d", AT);
  expect(readSpan(spanText(span))).toEqual(span);
  expect(span.until - span.from).toBe(7 * 86_400_000);
});

test.each(["", "24h", "x~y", "2024-03-02T00:00:00Z~2024-03-01T00:00:00Z", "2024-03-01T00:00:00Z"])(
  "%s is no span",
  (text) => expect(readSpan(text)).toBeNull(),
);

test("zooming keeps the middle and ends at ten seconds; moving keeps the length", () => {
  const span = lastSpan("1h", AT);
  const near = zoomed(span, 0.5);
  expect(near.until - near.from).toBe(1_800_000);
  expect(near.from + near.until).toBe(span.from + span.until);
  expect(zoomed(span, 1e-9).until - zoomed(span, 1e-9).from).toBe(10_000);
  expect(shifted(span, -0.5)).toEqual({ from: span.from - 1_800_000, until: span.until - 1_800_000 });
});

test.each(["UTC", "Africa/Accra", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"])(
  "what a box says by the clock of %s means the same instant again",
  (zone) => {
    for (const hours of [0, 5, 30, 4000]) {
      const at = AT + hours * 3_600_000;
      expect(boxInstant(boxText(at, zone), zone)).toBe(at);
    }
    expect(boxInstant("", zone)).toBeNaN();
  },
);

test("a clock that is ahead shows a later hour", () => {
  expect(boxText(AT, "Asia/Kathmandu")).toBe("2024-03-31T06:15");
  expect(boxInstant("2024-03-31T06:15", "Asia/Kathmandu")).toBe(AT);
});
