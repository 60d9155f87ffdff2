/** Which fuel a part of the page speaks of: a product, and its grade where prices name one. */
import { valueName } from "../../client/labels";
import type { Query, QueryRow } from "../../client/contract";
import { prices as words } from "../../words/prices";

type Filters = NonNullable<Query["filters"]>;

export interface Fuel {
  /** `gasoline:gasoline_91`, `gasoil`, or `gasoline:-` for prices of no grade beside ones that have one. */
  code: string;
  product: string;
  grade: string | null;
  /** How many prices there are. */
  count: number;
}

/** What was printed without a grade although its product has grades elsewhere. */
const NO_GRADE = "-";

/** Rows of `prices` by product and grade → the fuels, the most priced first. */
export function fuelsOf(rows: readonly QueryRow[]): Fuel[] {
  const graded = new Set(rows.filter((row) => row["grade"]).map((row) => row["product"]));
  return rows
    .map((row) => {
      const product = String(row["product"]);
      const grade = row["grade"] ? String(row["grade"]) : graded.has(product) ? NO_GRADE : null;
      return { code: grade ? `${product}:${grade}` : product, product, grade, count: Number(row["prices"]) };
    })
    .filter((each) => each.count > 0)
    .sort((a, b) => b.count - a.count);
}

/** The fuel of a code or of a product, else the most priced one. */
export function chosenFuel(fuels: readonly Fuel[], code: string, product: string): Fuel | undefined {
  return (
    fuels.find((each) => each.code === code && (!product || each.product === product)) ??
    fuels.find((each) => each.product === product) ??
    fuels[0]
  );
}

export function fuelFilters({ product, grade }: Fuel, grades: readonly Fuel[]): Filters {
  const filters: Filters = [{ dimension: "product", in: [product] }];
  if (grade === NO_GRADE) {
    const others = grades.filter((each) => each.product === product && each.grade && each.grade !== NO_GRADE);
    return [...filters, { dimension: "grade", not: others.map((each) => String(each.grade)) }];
  }
  return grade ? [...filters, { dimension: "grade", in: [grade] }] : filters;
}

export function fuelName({ product, grade }: Fuel): string {
  if (!grade) return valueName("product", product);
  const name = grade === NO_GRADE ? words.noGrade : (words.grades[grade] ?? valueName("grade", grade));
  return words.fuelName(valueName("product", product), name);
}
