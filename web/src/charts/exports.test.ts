import { expect, test } from "vitest";
import { csvOf, fileName, tsvOf } from "./exports";
import { ANSWER } from "./parts";

const ROWS = [{ company: "=EVIL()", volume: 2606391100.25, unit: "L" }];

test("figures keep every digit and say when they were known and that they are simulated", () =>
  expect(csvOf(ROWS, ANSWER)).toBe(
    "company,volume,unit,known_at,simulated\r\n'=EVIL(),2606391100.25,L,2034-01-15T00:00:00+00:00,true\r\n",
  ));
test("a copy has names that people read, and nothing that starts a formula", () =>
  expect(tsvOf(ROWS)).toBe("Company\tVolume\tUnit\n'=EVIL()\t2606391100.25\tL"));
test("a file is named by its title", () => {
  expect(fileName("Volume by product, 2024", "csv")).toBe("volume-by-product-2024.csv");
  expect(fileName("Volume", "png", true)).toBe("sample-volume.png");
});
