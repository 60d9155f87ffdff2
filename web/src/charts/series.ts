/** Shapes rows of a query into what a chart over months draws. Pure, so that it can be tested without a canvas. */
import { productName } from "../client/products";
import type { QueryRow } from "../client/contract";
import { monthBy } from "../ui/dates";
import type { CountUnit } from "../ui/numbers";

export interface Series {
  code: string;
  name: string;
  /** One value a month; null where there is no fact. */
  values: (number | null)[];
  total: number;
}

export interface MonthlySeries {
  unit: CountUnit;
  months: string[];
  series: Series[];
}

export const OTHERS = "others";

/** The series of one unit, largest first, over every month from the first to the last: a month without facts is a gap. */
export function monthlySeries(rows: readonly QueryRow[], unit: CountUnit): MonthlySeries {
  const mine = rows.filter(
    (row) => row.unit === unit && row.month && row.product && typeof row.volume === "number",
  );
  const known = mine.map((row) => row.month as string).sort();
  const months = monthsBetween(known[0], known.at(-1));
  const place = new Map(months.map((month, index) => [month, index]));
  const byProduct = new Map<string, (number | null)[]>();
  for (const row of mine) {
    const code = row.product as string;
    const values = byProduct.get(code) ?? new Array<number | null>(months.length).fill(null);
    values[place.get(row.month as string) as number] = row.volume as number;
    byProduct.set(code, values);
  }
  const series = [...byProduct].map(([code, values]) => ({
    code,
    name: productName(code),
    values,
    total: sum(values),
  }));
  return {
    unit,
    months,
    series: series.filter((each) => each.total !== 0).sort((a, b) => b.total - a.total),
  };
}

/** Only the years from one to another, both included; undefined leaves that side open. */
export function withinYears(
  all: MonthlySeries,
  from: string | undefined,
  to: string | undefined,
): MonthlySeries {
  const kept = all.months.map(
    (month) => (!from || month.slice(0, 4) >= from) && (!to || month.slice(0, 4) <= to),
  );
  const pick = <T>(values: T[]) => values.filter((_, index) => kept[index]);
  const series = all.series.map((each) => ({ ...each, values: pick(each.values) }));
  return { unit: all.unit, months: pick(all.months), series: ranked(series) };
}

const MOST_SERIES = 7;
/** A layer thinner than this share of the whole cannot be seen in a stack. */
const LEAST_SHARE = 0.01;

/** The chosen products; with none chosen the largest, and the rest together as others, so that each layer is seen. */
export function shown(all: MonthlySeries, chosen: readonly string[]): Series[] {
  if (chosen.length > 0) return all.series.filter((each) => chosen.includes(each.code));
  const least = LEAST_SHARE * sum(all.series.map((each) => each.total));
  const large = all.series.slice(0, MOST_SERIES).filter((each) => each.total >= least);
  const rest = all.series.filter((each) => !large.includes(each));
  if (rest.length < 2) return all.series;
  const values = all.months.map((_, index) => addKnown(rest.map((each) => each.values[index] ?? null)));
  return [...large, { code: OTHERS, name: `${rest.length} others`, values, total: sum(values) }];
}

/** The sum over series for each month; null where none has a fact. */
export function monthTotals(months: readonly string[], series: readonly Series[]): (number | null)[] {
  return months.map((_, index) => addKnown(series.map((each) => each.values[index] ?? null)));
}

export function sum(values: readonly (number | null)[]): number {
  return addKnown(values) ?? 0;
}

/** The series with their totals, largest first; what is zero throughout is left out. */
function ranked(series: readonly Series[]): Series[] {
  const summed = series.map((each) => ({ ...each, total: sum(each.values) }));
  return summed.filter((each) => each.total !== 0).sort((a, b) => b.total - a.total);
}

function addKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((total, each) => total + each, 0);
}

function monthsBetween(first: string | undefined, last: string | undefined): string[] {
  const months: string[] = [];
  if (first && last) for (let month = first; month <= last; month = monthBy(month, 1)) months.push(month);
  return months;
}
