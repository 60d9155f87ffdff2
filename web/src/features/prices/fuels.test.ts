import { expect, test } from "vitest";
import { chosenFuel, fuelFilters, fuelName, fuelsOf } from "./fuels";

const ROWS = [
  { product: "gasoline", grade: null, prices: 57 },
  { product: "gasoline", grade: "gasoline_91", prices: 2407 },
  { product: "gasoil", grade: null, prices: 2456 },
  { product: "naphtha", grade: null, prices: 0 },
];
const FUELS = fuelsOf(ROWS);

test("fuels are told apart by grade where there are grades, and the most priced comes first", () => {
  expect(FUELS.map((each) => each.code)).toEqual(["gasoil", "gasoline:gasoline_91", "gasoline:-"]);
  expect(FUELS.map(fuelName)).toEqual(["Gasoil", "Gasoline, RON 91", "Gasoline, no grade named"]);
});

test("a fuel is chosen by its code, by its product, or is the most priced one", () => {
  expect(chosenFuel(FUELS, "gasoline:-", "")?.code).toBe("gasoline:-");
  expect(chosenFuel(FUELS, "", "gasoline")?.code).toBe("gasoline:gasoline_91");
  expect(chosenFuel(FUELS, "gasoline:-", "gasoil")?.code).toBe("gasoil");
  expect(chosenFuel(FUELS, "", "rfo")?.code).toBe("gasoil");
  expect(chosenFuel([], "", "")).toBeUndefined();
});

test("prices without a grade are asked for by leaving the grades out", () => {
  expect(fuelFilters(FUELS[2]!, FUELS)).toEqual([
    { dimension: "product", in: ["gasoline"] },
    { dimension: "grade", not: ["gasoline_91"] },
  ]);
  expect(fuelFilters(FUELS[0]!, FUELS)).toEqual([{ dimension: "product", in: ["gasoil"] }]);
});
