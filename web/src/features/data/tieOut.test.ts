import { expect, test } from "vitest";
import type { Edition } from "../../client/contract";
import { differences, tieOf } from "./tieOut";

const total = (summed: number, printed: number | null) => ({
  product: "gasoil",
  region: "",
  cell: "D9",
  table_cell: "D9",
  summed,
  printed,
});
const edition = (...totals: Edition["totals"]): Edition => ({
  edition_id: 1,
  dataset: "volume",
  series: "omc",
  grain: "month",
  sheet: "Jan-2024",
  span_start: "2024-01-01",
  span_end: "2024-02-01",
  known_at: "2024-02-10T00:00:00Z",
  known_at_basis: "stated",
  recorded_at: "2024-02-11T00:00:00Z",
  row_count: 10,
  cell_count: 10,
  slot: "volume/omc/month/2024-01-01",
  versions: 1,
  replaced_by: null,
  replaces: null,
  totals,
});

test("totals agree to the unit", () => {
  expect(tieOf([edition(total(100.2, 100), total(7, 8))])).toEqual({ agree: 1, printed: 2 });
});
test("a total that was not printed is neither right nor wrong", () => {
  expect(tieOf([edition(total(100, null))])).toEqual({ agree: 0, printed: 0 });
  expect(differences([edition(total(100, null))])).toEqual([]);
});
test("the largest difference comes first, whichever way it goes", () => {
  const found = differences([edition(total(10, 12), total(100, 50), total(5, 5))]);
  expect(found.map((each) => each.printed)).toEqual([50, 12]);
});
