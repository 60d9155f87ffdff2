import { expect, test } from "vitest";
import { folderOf, parcels } from "./dropped";

const named = (path: string, size = 10) => ({ path, file: { name: path, size } as File });

test("files travel together until a request is full, a zip alone", () => {
  const big = 40 * 1024 * 1024;
  const found = parcels([
    named("a.xlsx", big),
    named("b.xlsx", big),
    named("c.zip"),
    named("d.xlsx"),
    named("e.xlsx"),
  ]);
  expect(found.map((each) => each.map(({ path }) => path))).toEqual([
    ["a.xlsx"],
    ["b.xlsx"],
    ["c.zip"],
    ["d.xlsx", "e.xlsx"],
  ]);
});
test("what an operating system hides is not sent", () => {
  expect(parcels([named("npa/.DS_Store"), named("npa/.git/config"), named("npa/a.xlsx")])).toEqual([
    [named("npa/a.xlsx")],
  ]);
});
test("a parcel of one folder is called by it", () => {
  expect(folderOf([named("npa/omc/a.xlsx"), named("npa/b.xlsx")])).toBe("npa");
  expect(folderOf([named("a.xlsx"), named("npa/b.xlsx")])).toBe("");
});
