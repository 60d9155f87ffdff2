import { expect, test } from "vitest";
import { exact, formatOf, readValue, say, sayAxis, sayCell, sayColumn, unitsOf, unitWords } from "./format";

test("each measure reads as its kind", () => {
  expect(formatOf("volume")).toBe("quantity");
  expect(formatOf("volume_before")).toBe("quantity");
  expect(formatOf("average_price_growth")).toBe("percent");
  expect(formatOf("average_price_change")).toBe("price");
  expect(formatOf("top_3_share")).toBe("percent");
  expect(formatOf("hhi")).toBe("index");
  expect(formatOf("rank")).toBe("count");
  expect(formatOf("component_value")).toBe("price");
});
test("figures are short and have their unit", () => {
  expect(say(2_606_000_000, "quantity", "L")).toBe("2.61 bn L");
  expect(say(14.29, "price", "GHS/L")).toBe("14.29 GHS/L");
  expect(say(0.1242, "percent")).toBe("12.4 %");
  expect(sayColumn("volume_growth", 0.0319)).toBe("+3.2 %");
  expect(sayAxis(-0.05, "percent")).toBe("−5 %");
  expect(sayColumn("volume_change", -11_200_000, "L")).toBe("−11.2 M L");
  expect(sayColumn("volume_change", 11_200_000, "L")).toBe("+11.2 M L");
  expect(sayColumn("share_change", 0.025)).toBe("+2.5 points");
  expect(sayCell("share", 0.04, "percent")).toBe("4.0");
  expect(sayCell("growth_year", -0.051, "percent")).toBe("−5.1");
});
test("a table shows every digit", () => {
  expect(exact("volume", 1234567890.125)).toBe("1,234,567,890.125");
  expect(exact("year", 2031)).toBe("2031");
  expect(exact("volume", null)).toBe("–");
});
test("times and codes read as people write them", () => {
  expect(readValue("month", "2031-03")).toBe("Mar 2031");
  expect(readValue("quarter", "2031-Q3")).toBe("Q3 2031");
  expect(readValue("product", "gasoil_mines")).toBe("Gasoil (mines)");
  expect(readValue("company", "ACME OIL LTD")).toBe("ACME OIL LTD");
  expect(readValue("component", "road_fund_levy")).toBe("Road fund levy");
});
test("units are counted by the rows that have a value", () => {
  const rows = [
    { volume: 1, unit: "L" },
    { volume: 1, unit: "L" },
    { volume: null, unit: "t" },
    { volume: 1, unit: "kg" },
  ];
  expect(unitsOf(rows, "volume")).toEqual(["L", "kg"]);
});
test("the axis says what it counts and in which time", () => {
  expect(unitWords({ kind: "area", x: "month", y: "volume" }, "L")).toBe("Litres a month");
  expect(unitWords({ kind: "line", x: "day", y: "average_price" }, "GHS/L")).toBe("GHS/L");
  expect(unitWords({ kind: "area", x: "month", y: "volume", asShare: true }, "L")).toBe(
    "Percent of the whole",
  );
});
