import { expect, test } from "vitest";
import type { Tank } from "../../../client/network";
import { drawnHeights } from "./farm";

const tank = (diameter_m: number, height_m: number) =>
  ({ strapping: { kind: "vertical_cylinder", diameter_m, height_m } }) as Tank;

test("tanks of a site are drawn to one scale, and none too small to be read", () => {
  const [large, half, small] = drawnHeights([tank(20, 16), tank(10, 8), tank(2, 2)]);
  expect(large).toBeCloseTo(170);
  expect(half).toBeCloseTo(85);
  expect(small).toBe(64);
});
