import { expect, test } from "vitest";
import { limitsOf, namesIn } from "./standing";

test("names are read without blanks and repeats", () => {
  expect(namesIn(" Ama Oil, Volta ,, Ama Oil")).toEqual(["Ama Oil", "Volta"]);
});

test("no rule means everything", () => {
  expect(limitsOf({ row_rules: {}, measures: null })).toBe("Everything");
});

test("each limit is named", () => {
  const limits = limitsOf({ row_rules: { region: ["North", "East"] }, measures: ["volume"] });
  expect(limits).toBe("Regions: North, East · Measures: volume");
});
