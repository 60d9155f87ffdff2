/** Rows as the panels of the page need them; every figure is one that was answered. */
import type { Row } from "../../charts/view";
import { monthBy } from "../../ui/dates";
import type { Priced } from "./questions";

export function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}

/** A change of a share in points, with its sign: 0.0123 → `+1.23`. */
export function signedPoints(share: number): string {
  return `${share > 0 ? "+" : share < 0 ? "−" : "±"}${Math.abs(share * 100).toFixed(2)}`;
}

/** The values of each company over the months that are asked for, oldest first; null where nothing is told. */
export function courses(rows: readonly Row[], latest: string): ReadonlyMap<string, (number | null)[]> {
  const places = new Map(Array.from({ length: 24 }, (_, index) => [monthBy(latest, index - 23), index]));
  const found = new Map<string, (number | null)[]>();
  for (const row of rows) {
    const company = String(row["company"]);
    const values = found.get(company) ?? new Array<number | null>(24).fill(null);
    const index = places.get(String(row["month"]));
    if (index !== undefined) values[index] = numberOf(row, "volume");
    found.set(company, values);
  }
  return found;
}

/** The volumes of each company as parts of its volume in the first month that all of them sold in: there it is 100. */
export function indexed(rows: readonly Row[]): { rows: readonly Row[]; base: string } {
  const companies = [...new Set(rows.map((row) => row["company"]))];
  const sold = (month: string, company: Row[string] | undefined) =>
    rows.find((row) => row["month"] === month && row["company"] === company && Number(row["volume"]) > 0);
  const months = [...new Set(rows.map((row) => String(row["month"])))].sort();
  const base = months.find((month) => companies.every((company) => sold(month, company))) ?? "";
  const first = new Map(companies.map((company) => [company, numberOf(sold(base, company), "volume")]));
  return {
    base,
    rows: rows.flatMap((row) => {
      const [whole, volume] = [first.get(row["company"]), numberOf(row, "volume")];
      return whole && volume !== null ? [{ ...row, volume: (volume / whole) * 100, unit: "" }] : [];
    }),
  };
}

/** The months from the first to the last that are known of a company, by what the tables say of them. */
export function silence(
  rows: readonly Row[],
  latest: string,
): { blank: string[]; zero: string[]; first: string } {
  const sold = new Map<string, number>();
  for (const row of rows) {
    const volume = numberOf(row, "volume");
    if (volume !== null) sold.set(String(row["month"]), (sold.get(String(row["month"])) ?? 0) + volume);
  }
  const first =
    [...sold]
      .filter(([, volume]) => volume > 0)
      .map(([month]) => month)
      .sort()[0] ?? "";
  const months: string[] = [];
  for (let month = first; month && month <= latest; month = monthBy(month, 1)) months.push(month);
  return {
    first,
    blank: months.filter((month) => !sold.has(month)),
    zero: months.filter((month) => sold.get(month) === 0),
  };
}

/** Months that follow each other as spans: `2024-01, 2024-02, 2024-05` → two. */
export function spans(months: readonly string[]): [string, string][] {
  const found: [string, string][] = [];
  for (const month of months) {
    const last = found.at(-1);
    if (last && monthBy(last[1], 1) === month) last[1] = month;
    else found.push([month, month]);
  }
  return found;
}

/** What has pump prices, most of them first; a graded product is told apart by grade once it has grades. */
export function pricedProducts(rows: readonly Row[]): Priced[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (row["kind"] !== "ex_pump") continue;
    const code = `${row["product"]} ${row["grade"] ?? ""}`;
    counts.set(code, (counts.get(code) ?? 0) + (numberOf(row, "prices") ?? 0));
  }
  const known = [...counts]
    .filter(([, count]) => count > 0)
    .map(([code, count]) => {
      const [product = "", grade = ""] = code.split(" ");
      return { product, grade, count };
    });
  const isGraded = (product: string) => known.some((each) => each.product === product && each.grade);
  return known
    .filter((each) => each.grade || !isGraded(each.product))
    .sort((a, b) => b.count - a.count)
    .map(({ product, grade }) => ({ product, grade }));
}

/** The companies' prices with the market's as further lines, under the names given. */
export function besideMarket(
  own: readonly Row[],
  market: readonly Row[],
  names: { lowest: string; median: string; highest: string },
): readonly Row[] {
  const days = new Set(own.map((row) => row["day"]));
  const lines = [
    [names.median, "median_price"],
    [names.lowest, "minimum_price"],
    [names.highest, "maximum_price"],
  ] as const;
  return [
    ...own,
    ...lines.flatMap(([company, column]) =>
      market
        .filter((row) => days.has(row["day"]))
        .map((row) => ({ ...row, company, average_price: row[column] ?? null })),
    ),
  ];
}

/** Companies that sell about as much: those next above and below in rank. */
export function rivals(rows: readonly Row[], company: string, count: number): string[] {
  const ranked = rows
    .filter((row) => numberOf(row, "volume"))
    .sort((a, b) => Number(a["rank"]) - Number(b["rank"]))
    .map((row) => String(row["company"]));
  const at = ranked.indexOf(company);
  if (at < 0) return [];
  const start = Math.max(0, Math.min(at - Math.floor(count / 2), ranked.length - count - 1));
  return ranked.slice(start, start + count + 1).filter((each) => each !== company);
}
