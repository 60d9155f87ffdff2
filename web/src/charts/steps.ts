/** Rows of a build-up → steps that start where the one before ended, and totals that stand on the ground. */
import { readValue, rowsOfUnit } from "./format";
import type { Row, View } from "./view";

export interface Step {
  name: string;
  role: string;
  from: number;
  to: number;
  value: number;
  isTotal: boolean;
  row: Row;
}

/** In the printed order where it is known, else as the rows come. A part that is blank is left out, not drawn as 0. */
export function stepsOf(rows: readonly Row[], view: View, unit: string): Step[] {
  const { x = "", y } = view;
  const role = view.series ?? "role";
  const known = rowsOfUnit(rows, y, unit).filter((row) => typeof row[y] === "number");
  const place = (row: Row) => Number(row["component_position"] ?? 0);
  let sum = 0;
  return [...known]
    .sort((a, b) => place(a) - place(b))
    .map((row, index) => {
      const value = Number(row[y]);
      const said = String(row[role] ?? "");
      const isTotal = said === "total" || (index === 0 && said === "price");
      const from = isTotal ? 0 : sum;
      sum = isTotal ? value : sum + value;
      return { name: readValue(x, row[x]), role: said, from, to: sum, value, isTotal, row };
    });
}

const VARIABLES: Readonly<Record<string, string>> = {
  price: "--chart-series-1",
  tax: "--chart-series-2",
  levy: "--chart-series-5",
  margin: "--chart-series-6",
  adjustment: "--chart-series-7",
  total: "--product-others",
};

/** The roles that are told apart, in the order of a build-up. */
export const ROLES = Object.keys(VARIABLES);

/** The colour of a part's role in the price. */
export function roleVariable(role: string): string {
  return VARIABLES[role] ?? "--chart-series-1";
}
