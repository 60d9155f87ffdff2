import { expect, test } from "vitest";
import { renamesOf } from "./renames";

const pair = (alias: string, company: string, confidence: number, together = 0) => ({
  alias,
  company,
  confidence,
  together,
});

test("a name is another's surely or perhaps, and never where both stand in one table or one is not listed", () => {
  const pairs = [
    pair("Total", "TotalEnergies", 1),
    pair("Unicorn Pertroleum", "Unicorn Petroleum", 0.97),
    pair("Zoe", "Zen", 0.92, 44),
    pair("Sage", "sage at the pump", 1),
  ];
  const names = ["Total", "TotalEnergies", "Unicorn Pertroleum", "Unicorn Petroleum", "Zoe", "Zen", "Sage"];
  const { sure, possible } = renamesOf(pairs, names);
  expect([...sure]).toEqual([
    ["Total", "TotalEnergies"],
    ["TotalEnergies", "Total"],
  ]);
  expect([...possible.keys()]).toEqual(["Unicorn Pertroleum", "Unicorn Petroleum"]);
});
