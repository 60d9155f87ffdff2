import { expect, test } from "vitest";
import type { Strapping } from "../../client/network";
import { heightAt, heightOf, litresAt } from "./shape";

const LYING: Strapping = { kind: "horizontal_cylinder", diameter_m: 2, length_m: 5, dish_m: 0.5 };
const FLAT: Strapping = { ...LYING, dish_m: 0 } as Strapping;
const STANDING: Strapping = { kind: "vertical_cylinder", diameter_m: 10, height_m: 12 };
const TABLE: Strapping = { kind: "table", level_m: [0, 1, 2], volume_l: [0, 1000, 3000] };

test("a full and a half full cylinder hold what geometry says", () => {
  expect(litresAt(FLAT, 2)).toBeCloseTo(Math.PI * 5 * 1000);
  expect(litresAt(FLAT, 1)).toBeCloseTo((Math.PI * 5 * 1000) / 2);
  expect(litresAt(LYING, 2)).toBeCloseTo(Math.PI * 5000 + (4 / 3) * Math.PI * 0.5 * 1000); // and an ellipsoid
  expect(litresAt(STANDING, 12)).toBeCloseTo(Math.PI * 25 * 12 * 1000);
});

test("a table is read between its rows, and ends at them", () => {
  expect(litresAt(TABLE, 1.5)).toBe(2000);
  expect(litresAt(TABLE, 0)).toBe(0);
  expect(litresAt(TABLE, 9)).toBe(3000);
});

test.each([LYING, FLAT, STANDING, TABLE])(
  "the height of a volume gives the volume again: $kind",
  (strapping) => {
    for (const part of [0.05, 0.3, 0.62, 0.97]) {
      const height = heightOf(strapping) * part;
      expect(heightAt(strapping, litresAt(strapping, height))).toBeCloseTo(height, 6);
    }
  },
);
