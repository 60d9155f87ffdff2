import { expect, test } from "vitest";
import { afterPress, isMeant, shownAsChosen } from "./choices";

const LIQUID = {
  name: "gasoil",
  label: "Gasoil",
  choices: [
    { value: "gasoil", label: "Gasoil" },
    { value: "gasoil_rig", label: "Gasoil (rig)" },
  ],
};
const GROUPS = [LIQUID, { name: "lpg", label: "LPG", choices: [{ value: "lpg", label: "LPG" }] }];

test("a group counts as chosen once all of it is", () => {
  expect(shownAsChosen(GROUPS, ["gasoil"])).toEqual(["gasoil"]);
  expect(shownAsChosen(GROUPS, ["gasoil", "gasoil_rig"])).toEqual(["gasoil", "gasoil_rig", "group:gasoil"]);
});

test("pressing a group chooses all of it beside what was chosen, pressing it again takes all of it out", () => {
  expect(afterPress(GROUPS, ["lpg", "gasoil"], ["lpg", "gasoil", "group:gasoil"])).toEqual([
    "lpg",
    "gasoil",
    "gasoil_rig",
  ]);
  expect(afterPress(GROUPS, ["gasoil", "gasoil_rig"], ["gasoil", "gasoil_rig"])).toEqual([]);
});

test("pressing one value leaves the others", () => {
  expect(afterPress(GROUPS, ["gasoil", "gasoil_rig"], ["gasoil_rig", "group:gasoil"])).toEqual([
    "gasoil_rig",
  ]);
  expect(afterPress(GROUPS, [], ["gasoil"])).toEqual(["gasoil"]);
});

test("a value is found by a part of its name or by a word for it", () => {
  const diesel = { value: "gasoil", label: "Gasoil", also: ["diesel", "ago"] };
  expect(["OIL", " dies", "ago"].map((typed) => isMeant(diesel, typed))).toEqual([true, true, true]);
  expect(isMeant(diesel, "petrol")).toBe(false);
});
