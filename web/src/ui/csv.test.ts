import { expect, test } from "vitest";
import { csv } from "./csv";

test("numbers keep every digit and blanks stay blank", () =>
  expect(
    csv(
      ["month", "volume"],
      [
        ["2024-03", 2606391100.25],
        ["2024-04", null],
      ],
    ),
  ).toBe("month,volume\r\n2024-03,2606391100.25\r\n2024-04,\r\n"));
test("text with commas and quotes is one cell", () =>
  expect(csv(["a"], [['x, "y"']])).toBe('a\r\n"x, ""y"""\r\n'));
test("text that could start a formula is neutralised, numbers below zero are not", () =>
  expect(
    csv(
      ["a", "b"],
      [
        ["=1+1", -5],
        ["@x", 1],
        ["+x", 1],
        ["-x", 1],
      ],
    ),
  ).toBe("a,b\r\n'=1+1,-5\r\n'@x,1\r\n'+x,1\r\n'-x,1\r\n"));
