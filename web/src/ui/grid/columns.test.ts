import { describe, expect, it } from "vitest";
import { fitted } from "./columns";

describe("the widths of a grid's columns", () => {
  it("are kept where there is room, on a desk, and until the frame stands", () => {
    for (const room of [0, 700, 2000])
      expect(fitted([200, 120, 120, 300], room)).toEqual([200, 120, 120, 300]);
    expect(fitted([100, 80], 300)).toEqual([100, 80]);
  });

  it("leave whole columns beside the first on a phone", () => {
    const [first, ...others] = fitted([240, 72, 122, 90], 294);
    expect([first, ...others]).toEqual([100, 72, 122, 90]);
    expect(fitted([240, 72, 150, 90], 294)[0]).toBe(294 - 72);
  });

  it("leave the first a readable part where not even one fits whole", () => {
    expect(fitted([240, 260], 300)[0]).toBe(180);
  });
});
