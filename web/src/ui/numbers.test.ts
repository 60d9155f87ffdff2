import { expect, test } from "vitest";
import {
  axisNumber,
  counted,
  exactNumber,
  percent,
  price,
  shortNumber,
  shortQuantity,
  signedNumber,
  signedPercent,
} from "./numbers";

test("billions and millions read with their unit", () => {
  expect(shortQuantity(2_606_000_000, "L")).toBe("2.61 bn L");
  expect(shortQuantity(340_480_000, "kg")).toBe("340.5 M kg");
});
test("what rounds up to the next step is said in it", () => expect(shortNumber(999_999_999)).toBe("1.00 bn"));
test("small numbers keep their digits", () => expect(shortNumber(9_450)).toBe("9,450"));
test("a shrinking number keeps its sign", () => expect(shortNumber(-1_500_000)).toBe("−1.50 M"));
test("figures beside each other have the same decimals, round ones on an axis none", () => {
  expect([502_000_000, 755_100_000].map(shortNumber)).toEqual(["502.0 M", "755.1 M"]);
  expect([500_000_000, 1_500_000_000, 2_000, 0].map(axisNumber)).toEqual(["500 M", "1.5 bn", "2,000", "0"]);
  expect(axisNumber(10_000)).toBe("10 k");
});
test("a change of an amount has its sign", () =>
  expect([11_200_000, -11_200_000, 0].map(signedNumber)).toEqual(["+11.2 M", "−11.2 M", "0"]));
test("a table shows every digit", () => {
  expect(exactNumber(1234567890.125)).toBe("1,234,567,890.125");
  expect(exactNumber(-0.5)).toBe("−0.5");
});
test("a change says which way", () => {
  expect(signedPercent(0.0319)).toBe("+3.2 %");
  expect(signedPercent(-0.5)).toBe("−50.0 %");
  expect(signedPercent(0)).toBe("±0.0 %");
  expect(signedPercent(252.945)).toBe("+25,295 %");
});
test("one is not many", () => {
  expect(counted(1, "file")).toBe("1 file");
  expect(counted(1204, "entry", "entries")).toBe("1,204 entries");
});
test("a price keeps its two decimals", () => expect(price(14.2)).toBe("14.20"));
test("a part reads with one decimal", () => {
  expect(percent(0.1242)).toBe("12.4 %");
  expect(percent(-0.00001)).toBe("0.0 %");
});
