import { expect, test } from "vitest";
import { chance, strongest } from "./risk";

test("a probability is told in whole percents and never as certain", () => {
  expect(["0.004", "0.01", "0.126", "0.999"].map((each) => chance(Number(each)))).toEqual([
    "under 1 %",
    "1 %",
    "13 %",
    "over 99 %",
  ]);
});

test("the warning that is told with its reasons is the one that stands out most", () => {
  const warnings = [
    { name: "halves", probability: 0.3, base: 0.2 },
    { name: "lapses", probability: 0.25, base: 0.05 },
  ];
  expect(strongest(warnings)?.name).toBe("lapses");
  expect(strongest([])).toBeUndefined();
});
