import { expect, test } from "vitest";
import { fit, plain, ranked } from "./rank";
import { tasksFor, type Held } from "./tasks";
import { timeIn, timeName } from "./times";

const value = (name: string) => ({ value: name, label: name });
const held: Held = {
  products: [
    { value: "gasoil", label: "Gasoil" },
    { value: "gasoline", label: "Gasoline" },
    { value: "rfo", label: "Residual fuel oil" },
    { value: "lpg", label: "LPG" },
  ],
  companies: ["VOLTA OIL COMPANY LIMITED", "AMA ENERGY LIMITED", "AMA GAS"].map(value),
  regions: ["North", "Coast"].map(value),
  depots: ["Harbour depot"].map(value),
  latest: "2024-12",
};
const paths = (text: string) => tasksFor(text, held).map((each) => each.path);

test("the product, the year and the share make an address", () =>
  expect(paths("diesel share 2023")[0]).toBe("/market?from=2023-01&to=2023-12&product=gasoil&view=shares"));
test("a whole question is understood", () =>
  expect(paths("Which OMC gained most diesel share in 2023?")[0]).toBe(
    "/market?from=2023-01&to=2023-12&source=omc&product=gasoil&view=gain",
  ));
test("prices, quality and storage have their pages", () => {
  expect(paths("petrol price march 2024")).toEqual(["/prices?from=2024-03&to=2024-03&product=gasoline"]);
  expect(paths("petrol prices 2023")).toEqual([
    "/prices?from=2023-01&to=2023-12&product=gasoline&part=history",
  ]);
  expect(paths("diesel levies")).toEqual(["/prices?product=gasoil&part=build"]);
  expect(paths("sulphur diesel")).toEqual(["/quality?product=gasoil&parameter=sulphur"]);
  expect(paths("storage lpg")).toEqual(["/supply?product=lpg#storage"]);
});
test("a company with a topic or a time opens that company", () => {
  expect(paths("volta oil 2023")[0]).toBe(
    "/companies?from=2023-01&to=2023-12&company=VOLTA+OIL+COMPANY+LIMITED",
  );
  expect(paths("ama gas prices")[0]).toBe("/companies?company=AMA+GAS");
});
test("what says too little is no task", () => {
  expect(paths("volta")).toEqual([]);
  expect(paths("diesel")).toEqual([]);
  expect(paths("")).toEqual([]);
});
test("a name of two words is not taken for half of it", () =>
  expect(paths("fuel oil volumes 2022")[0]).toBe("/market?from=2022-01&to=2022-12&product=rfo"));
test("times are read as people write them", () => {
  const read = (text: string) => timeIn(text, "2024-12").time;
  expect(read("2023-05")).toEqual({ from: "2023-05", to: "2023-05" });
  expect(read("2019-2021")).toEqual({ from: "2019-01", to: "2021-12" });
  expect(read("q2 2023")).toEqual({ from: "2023-04", to: "2023-06" });
  expect(read("last year")).toEqual({ from: "2023-01", to: "2023-12" });
  expect(read("last 12 months")).toEqual({ from: "2024-01", to: "2024-12" });
  expect(read("since 2020")).toEqual({ from: "2020-01", to: "" });
  expect(read("latest")).toEqual({ from: "2024-12", to: "2024-12" });
  expect(read("diesel")).toBeNull();
  expect(timeIn("latest", "").time).toEqual({ from: "", to: "" });
});
test("a time reads short", () => {
  expect(timeName({ from: "2023-01", to: "2023-12" })).toBe("2023");
  expect(timeName({ from: "2024-03", to: "2024-03" })).toBe("Mar 2024");
});
test("whole words rank above beginnings, and these above parts", () => {
  const names = ["BIGGAS", "GASTON OIL", "VOLTA GAS"].map((label) => ({ label, found: plain(label) }));
  expect(ranked(names, "gas", 5).map((each) => each.label)).toEqual(["GASTON OIL", "VOLTA GAS", "BIGGAS"]);
});
test("accents and marks do not matter, letters may be left out", () => {
  expect(fit(plain("Énergie & Fils"), plain("energie fils"))).toBeGreaterThan(0);
  expect(fit(plain("Star Oil"), "stl")).toBe(0);
  expect(fit(plain("Goil"), "gol")).toBeGreaterThan(0);
});
test("a thousand names are ranked while a key is pressed", () => {
  const names = Array.from({ length: 2000 }, (_, at) => ({ found: `company number ${at} limited` }));
  const start = performance.now();
  ranked(names, "comp numb 17", 10);
  expect(performance.now() - start).toBeLessThan(60);
});
