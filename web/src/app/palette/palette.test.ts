import { expect, test } from "vitest";
import { fit, plain, ranked } from "./rank";
import { searched, tasksFor } from "./tasks";
import { timeIn, timeName } from "./times";
import type { Held } from "./understand";

const value = (name: string) => ({ value: name, label: name });
const held: Held = {
  products: [
    { value: "gasoil", label: "Gasoil" },
    { value: "gasoline", label: "Gasoline" },
    { value: "rfo", label: "Residual fuel oil" },
    { value: "lpg", label: "LPG" },
  ],
  companies: ["VOLTA OIL COMPANY LIMITED", "AMA ENERGY LIMITED", "AMA GAS", "PETROL XP LTD"].map(value),
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
  expect(paths("ama gas prices")[0]).toBe("/companies?company=AMA+GAS#price");
});
test("what says too little is no task", () => {
  expect(paths("volta")).toEqual([]);
  expect(paths("diesel")).toEqual([]);
  expect(paths("")).toEqual([]);
});
test("a name of two words is not taken for half of it", () =>
  expect(paths("fuel oil volumes 2022")[0]).toBe("/market?from=2022-01&to=2022-12&product=rfo"));
/** What people type, and where it leads first. */
const PHRASINGS: readonly (readonly [text: string, path: string])[] = [
  ["petrol share 2023", "/market?from=2023-01&to=2023-12&product=gasoline&view=shares"],
  ["PMS market shares in 2023", "/market?from=2023-01&to=2023-12&product=gasoline&view=shares"],
  ["who lost most AGO share last year", "/market?from=2023-01&to=2023-12&product=gasoil&view=gain"],
  ["deisel share 2023", "/market?from=2023-01&to=2023-12&product=gasoil&view=shares"],
  ["concentraton of the market", "/market?view=concentration"],
  ["petrol and diesel volumes 2023", "/market?from=2023-01&to=2023-12&product=gasoil&product=gasoline"],
  [
    "how many litres of diesel did importers sell in q3 2024",
    "/market?from=2024-07&to=2024-09&source=bidec&product=gasoil",
  ],
  ["national diesel consumption since 2020", "/market?from=2020-01&source=national&product=gasoil"],
  ["growth of lpg this year", "/market?from=2024-01&to=2024-12&product=lpg&measure=growth_year"],
  ["who entered the market in 2024", "/market?from=2024-01&to=2024-12&view=entry"],
  ["new entrants 2024", "/market?from=2024-01&to=2024-12&view=entry"],
  ["largest marketers of diesel 2023", "/companies?from=2023-01&to=2023-12&source=omc&product=gasoil"],
  ["key figures march 2024", "/?from=2024-03&to=2024-03"],
  ["cheapest diesel", "/prices?product=gasoil"],
  ["taxes and levies on petrol", "/prices?product=gasoline&part=build"],
  ["price floor diesel", "/prices?product=gasoil#floors"],
  ["exchange rate", "/prices?part=world"],
  ["crude oil price since 2022", "/prices?from=2022-01&part=world"],
  ["how much sulphur is in diesel?", "/quality?product=gasoil&parameter=sulphur"],
  ["off-spec cargoes 2024", "/quality?from=2024-01&to=2024-12"],
  ["litres lost between importers and marketers", "/supply#gaps"],
  ["transit losses 2023", "/supply?from=2023-01&to=2023-12&stages=depot-omc#gaps"],
  ["days of cover", "/supply#cover"],
  ["stock-outs", "/supply#cover"],
  ["which depot loaded most in 2024?", "/supply?from=2024-01&to=2024-12#depots"],
  ["storage capacity", "/supply#storage"],
  ["which region grew fastest", "/regions?show=growth"],
  ["petrol in the regions", "/regions?product=gasoline"],
  ["petrol xp 2023", "/companies?from=2023-01&to=2023-12&company=PETROL+XP+LTD"],
  ["diversion", "/regions#anomalies"],
  ["regions", "/regions"],
  ["petrol in coast 2024", "/regions?from=2024-01&to=2024-12&product=gasoline&region=Coast"],
  ["findings", "/data?tab=quality"],
  ["which files were refused", "/data?tab=files"],
  ["duplicate company names", "/data?tab=companies"],
  ["scheduled reports", "/reports"],
  ["volta 2023", "/companies?from=2023-01&to=2023-12&company=VOLTA+OIL+COMPANY+LIMITED"],
  ["vloat oil 2023", ""],
  ["voltta oil 2023", "/companies?from=2023-01&to=2023-12&company=VOLTA+OIL+COMPANY+LIMITED"],
  ["show me volta", "/companies?company=VOLTA+OIL+COMPANY+LIMITED"],
  [
    "volta oil company limited vs ama energy",
    "/companies?company=VOLTA+OIL+COMPANY+LIMITED&company=AMA+ENERGY+LIMITED",
  ],
  ["volta oil diesel share", "/companies?product=gasoil&company=VOLTA+OIL+COMPANY+LIMITED#share"],
  ["harbour depot 2024", "/supply?from=2024-01&to=2024-12&depot=Harbour+depot#depots"],
  ["leaking tanks march 2024", "/wet-stock?month=2024-03"],
  ["wet stock", "/wet-stock"],
  ["who is told of alarms", "/receivers"],
  ["alarm flood", "/alarms?part=health"],
  ["alarm limit", "/alarms?part=rules"],
  ["something else entirely 2024", ""],
];
test.each(PHRASINGS)("“%s” is understood", (text, path) => expect(paths(text)[0] ?? "").toBe(path));
test("a name with several meanings has a task for each", () =>
  expect(paths("ama 2023")).toEqual([
    "/companies?from=2023-01&to=2023-12&company=AMA+ENERGY+LIMITED",
    "/companies?from=2023-01&to=2023-12&company=AMA+GAS",
  ]));
test("a sentence is searched for the names in it", () => {
  expect(searched("where do I find Volta please", held)).toBe("VOLTA OIL COMPANY LIMITED");
  expect(searched("the monthly board pack", held)).toBe("monthly board pack");
});
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
  expect(read("2024 Q3".toLowerCase())).toEqual({ from: "2024-07", to: "2024-09" });
  expect(read("third quarter of 2024")).toEqual({ from: "2024-07", to: "2024-09" });
  expect(read("first half 2024")).toEqual({ from: "2024-01", to: "2024-06" });
  expect(read("last quarter of 2023")).toEqual({ from: "2023-10", to: "2023-12" });
  expect(read("jan to mar 2024")).toEqual({ from: "2024-01", to: "2024-03" });
  expect(read("october 2023 until march 2024")).toEqual({ from: "2023-10", to: "2024-03" });
  expect(read("since march 2021")).toEqual({ from: "2021-03", to: "" });
  expect(read("until 2019")).toEqual({ from: "", to: "2019-12" });
  expect(read("before 2020")).toEqual({ from: "", to: "2019-12" });
  expect(read("last 3 years")).toEqual({ from: "2022-01", to: "2024-12" });
  expect(read("past 6 months")).toEqual({ from: "2024-07", to: "2024-12" });
  expect(read("year to date")).toEqual({ from: "2024-01", to: "2024-12" });
  expect(timeIn("latest", "").time).toBeNull();
});
test("without a year the newest is meant that has come", () => {
  const read = (text: string) => timeIn(text, "2024-08").time;
  expect(read("q2")).toEqual({ from: "2024-04", to: "2024-06" });
  expect(read("q4")).toEqual({ from: "2023-10", to: "2023-12" });
  expect(read("september")).toEqual({ from: "2023-09", to: "2023-09" });
  expect(read("last quarter")).toEqual({ from: "2024-04", to: "2024-06" });
  expect(read("this quarter")).toEqual({ from: "2024-07", to: "2024-08" });
  expect(read("last year")).toEqual({ from: "2023-01", to: "2023-12" });
});
test("a time reads short", () => {
  expect(timeName({ from: "2020-01", to: "" })).toBe("2020 –");
  expect(timeName({ from: "", to: "2019-12" })).toBe("– 2019");
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
test("a slip of the finger does not hide a name", () => {
  expect(fit(plain("Vivo Energy"), "vivo enrgy")).toBeGreaterThan(0);
  expect(fit(plain("Star Oil"), "stran")).toBe(0);
});
test("a thousand names are ranked while a key is pressed", () => {
  const names = Array.from({ length: 2000 }, (_, at) => ({ found: `company number ${at} limited` }));
  const start = performance.now();
  ranked(names, "comp numb 17", 10);
  expect(performance.now() - start).toBeLessThan(60);
});
