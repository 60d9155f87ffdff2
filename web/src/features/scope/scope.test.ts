import { describe, expect, test } from "vitest";
import { EVERYTHING, presetMonths, readScope, toggled, within, writeScope } from "./scope";
import { beside, timesOf } from "./times";

const FULL = {
  from: "2023-01",
  to: "2024-03",
  products: ["gasoil", "gasoline"],
  companies: ["A, B & C LTD", "D=E"],
  regions: ["Upper West"],
  depots: ["TEMA - ONE"],
  source: "omc",
  unit: "L",
  compare: "year_ago",
  asOf: "2024-06-30",
} as const;

describe("the address", () => {
  test("gives back the scope that was written to it, names with commas and signs included", () => {
    const address = new URLSearchParams(writeScope(new URLSearchParams(), FULL).toString());
    expect(readScope(address)).toEqual(FULL);
  });
  test("says nothing of what is not chosen", () => {
    expect(writeScope(new URLSearchParams(), EVERYTHING).toString()).toBe("");
    expect(readScope(new URLSearchParams())).toEqual(EVERYTHING);
  });
  test("keeps what else the page has there", () => {
    const address = writeScope(new URLSearchParams("view=rank&product=lpg"), { products: ["atk"] });
    expect(address.toString()).toBe("view=rank&product=atk");
  });
  test("takes what is misspelt as left out, and puts exchanged months in order", () => {
    expect(readScope(new URLSearchParams("from=2024-13&unit=gallon&compare=x&as_of=soon"))).toEqual(
      EVERYTHING,
    );
    expect(readScope(new URLSearchParams("from=2024-05&to=2023-01"))).toMatchObject({
      from: "2023-01",
      to: "2024-05",
    });
  });
});

describe("a question", () => {
  test("is limited by every part of the scope", () => {
    expect(within(FULL)).toEqual({
      filters: [
        { dimension: "source", in: ["omc"] },
        { dimension: "product", in: ["gasoil", "gasoline"] },
        { dimension: "company", in: ["A, B & C LTD", "D=E"] },
        { dimension: "region", in: ["Upper West"] },
        { dimension: "depot", in: ["TEMA - ONE"] },
        { dimension: "unit", in: ["L"] },
      ],
      span: { from: "2023-01", until: "2024-03" },
      compare: "year_ago",
      as_of: "2024-06-30",
    });
  });
  test("takes no notice of the parts left out, and its own source and time where the scope has none", () => {
    const without = ["company", "region", "depot", "compare", "asOf", "unit", "product", "time"] as const;
    expect(within(FULL, { without })).toEqual({ filters: [{ dimension: "source", in: ["omc"] }] });
    expect(within(EVERYTHING, { source: "national", time: { from: "2024-12", to: "2024-12" } })).toEqual({
      filters: [{ dimension: "source", in: ["national"] }],
      span: { from: "2024-12", until: "2024-12" },
    });
    expect(within(FULL, { source: "national", time: { from: "2024-12", to: "2024-12" } }).span?.from).toBe(
      "2023-01",
    );
  });
  test("has an open end where only one month is chosen", () => {
    expect(within({ ...EVERYTHING, from: "2024-01" }).span).toEqual({ from: "2024-01", until: "2999-12" });
  });
});

test("ready choices count from the newest figures", () => {
  expect(presetMonths("latest", "2025-02")).toEqual({ from: "2025-02", to: "2025-02" });
  expect(presetMonths("months12", "2025-02")).toEqual({ from: "2024-03", to: "2025-02" });
  expect(presetMonths("year", "2025-02")).toEqual({ from: "2025-01", to: "2025-02" });
  expect(presetMonths("yearBefore", "2025-02")).toEqual({ from: "2024-01", to: "2024-12" });
  expect(presetMonths("all", "2025-02")).toEqual({ from: "", to: "" });
  expect(presetMonths("all", "2025-02", "1999-01")).toEqual({ from: "1999-01", to: "2025-02" });
});

describe("the times of a page", () => {
  const whole = { from: "", to: "" };
  test("are the newest month, its year so far, and the three years up to it", () => {
    expect(timesOf(whole, "2025-02")).toEqual({
      month: "2025-02",
      period: { from: "2025-01", until: "2025-02" },
      course: { from: "2022-03", until: "2025-02" },
    });
  });
  test("end with what is chosen, but never after the newest figures", () => {
    expect(timesOf({ from: "", to: "2023-06" }, "2025-02").period).toEqual({
      from: "2023-01",
      until: "2023-06",
    });
    expect(timesOf({ from: "2024-01", to: "2026-12" }, "2025-02").period).toEqual({
      from: "2024-01",
      until: "2025-02",
    });
    expect(timesOf({ from: "2026-01", to: "2026-12" }, "2025-02").period.from).toBe("2025-01");
  });
  test("reach back as far as is chosen", () => {
    expect(timesOf({ from: "1999-01", to: "" }, "2025-02").course.from).toBe("1999-01");
  });
});

test("a value is put in once and taken out again", () => {
  expect(toggled(["a"], "b")).toEqual(["a", "b"]);
  expect(toggled(["a", "b"], "a")).toEqual(["b"]);
});

test("the period beside one has its length, and a year that runs ends with the newest month", () => {
  const held = { first: "2020-03", latest: "2024-08" };
  expect(beside({ from: "2024-01", to: "2024-08" }, -1, held)).toEqual({ from: "2023-01", to: "2023-12" });
  expect(beside({ from: "2023-01", to: "2023-12" }, 1, held)).toEqual({ from: "2024-01", to: "2024-08" });
  expect(beside({ from: "2024-01", to: "2024-08" }, 1, held)).toBeUndefined();
  expect(beside({ from: "2024-03", to: "2024-05" }, -1, held)).toEqual({ from: "2023-12", to: "2024-02" });
  expect(beside({ from: "2020-01", to: "2020-12" }, -1, held)).toBeUndefined();
  expect(beside({ from: "2020-01", to: "" }, -1, held)).toBeUndefined();
});
