import { expect, test } from "vitest";
import { cellName, columnLetters, isCell, placeIn, placeWord } from "./sheetPlace";

test("a place comes back from the address as it went in, whatever the sheet is called", () => {
  for (const sheet of ["Jan-2024", "Jan-Dec 2024   ", "a/b", `it's "x"`, ""]) {
    const place = { id: 22, sheet, around: "O8" };
    expect(placeIn(placeWord(place))).toEqual(place);
  }
});
test("what is no place is none", () => {
  for (const word of ["", "x", "22", "22/A1", "a/b/c"]) expect(placeIn(word)).toBeNull();
});
test("columns go on after Z as spreadsheets write them", () => {
  expect([1, 26, 27, 52, 703, 16384].map(columnLetters)).toEqual(["A", "Z", "AA", "AZ", "AAA", "XFD"]);
  expect(cellName(17, 2)).toBe("B17");
});
test("cells are told from words", () => {
  expect(["B17", "a1", "A1:B9", "A1;A2"].every(isCell)).toBe(true);
  expect(["", "line 12", "0A", "12:14", "A0"].some(isCell)).toBe(false);
});
