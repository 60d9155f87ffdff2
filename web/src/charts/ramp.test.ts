import { expect, test } from "vitest";
import { rampOf, stepOf } from "./ramp";

test("one change beyond all others has the colour of the end and leaves the others theirs", () => {
  const ramp = rampOf([0.1, -0.05, 0.08, 3.4]);
  expect(ramp).toMatchObject({ low: -0.4, high: 0.4, isCut: true });
  expect(stepOf(ramp, 3.4).fill).toBe("--chart-div-7");
  expect(stepOf(ramp, -1).fill).toBe("--chart-div-1");
});

test("changes that all go one way still part at nothing", () =>
  expect(rampOf([0.1, 0.2], true)).toMatchObject({ low: -0.2, high: 0.2, isCut: false }));

test("amounts are never cut", () =>
  expect(rampOf([1, 1, 1, 900])).toMatchObject({ high: 900, isCut: false }));
