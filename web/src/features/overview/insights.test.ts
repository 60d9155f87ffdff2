import { expect, test } from "vitest";
import { insightsOf, type Answers } from "./insights";

const NONE = new Map<string, string>();
const period = { from: "2031-01", until: "2031-12" };
const presence = (company: string, first_month: string, last_month = "2031-12") => ({
  company,
  first_month,
  last_month,
});
const ANSWERS: Answers = {
  gained: [{ company: "Alpha", share: 0.12, share_change: 0.02 }],
  lost: [{ company: "Bravo", share: 0.1, share_change: -0.03 }],
  products: [
    { product: "gasoil", tonnes_change: 2_000_000, tonnes_growth: 0.1 },
    { product: "lpg", tonnes_change: 1_000, tonnes_growth: 0.01 },
  ],
  regions: [
    { region: "North", volume: 5e6, volume_growth: -0.01 },
    { region: "South", volume: 9e6, volume_growth: -0.2 },
  ],
  presence: [
    presence("Alpha", "2020-01"),
    presence("Newcomer", "2031-03"),
    presence("Alpha Energies", "2031-05"),
    presence("Bravoo", "2031-06"),
    presence("Bravo", "2020-01"),
    presence("Bravo Past", "2020-01", "2024-01"),
    presence("Gone", "2020-01", "2030-06"),
  ],
};
const told = (sure = NONE, possible = NONE) =>
  insightsOf(ANSWERS, { unit: "L", period, renames: { sure, possible } });
const textOf = (insights: ReturnType<typeof told>, key: string) =>
  insights.find((each) => each.key === key)?.text ?? "";

test("each says what changed, of what, and leads to where it shows", () => {
  const all = told();
  expect(textOf(all, "lost")).toBe("Bravo lost most share of liquid fuels: −3.0 points, to 10.0 %.");
  expect(all.map((each) => each.path)).toEqual([
    "/companies",
    "/companies",
    "/market?measure=tonnes",
    "/regions",
    "/regions",
    "/market?view=entry",
    "/market?view=entry",
  ]);
});
test("nothing is said to fall while all products grew, nor to grow while all regions shrank", () => {
  const all = told();
  expect(textOf(all, "fell")).toBe("");
  expect(textOf(all, "grew")).toContain("North shrank least of the regions: −1.0 %");
  expect(textOf(all, "shrank")).toContain("South shrank most");
});
test("a company under another name neither came nor went, and what may be one is said only where it is proposed", () => {
  expect(textOf(told(), "entered")).toBe("3 marketers sold for the first time, Bravoo the latest.");
  const renamed = told(new Map([["Alpha Energies", "Alpha"]]), new Map([["Bravoo", "Bravo"]]));
  expect(textOf(renamed, "entered")).toBe(
    "2 marketers sold for the first time, Newcomer the latest; 1 of them may be known under another name.",
  );
  expect(textOf(told(new Map([["Gone", "Alpha"]])), "left")).toBe("");
  expect(textOf(told(NONE, new Map([["Bravo", "Bravoo"]])), "lost")).toContain("It may be Bravoo");
  expect(textOf(told(NONE, new Map([["Bravo", "Bravo Past"]])), "lost")).not.toContain("may be");
});
