/** What the page asks of the semantic model, as plain data. */
import type { Query } from "../../client/contract";
import { monthBy } from "../../ui/dates";
import type { CountUnit } from "../../ui/numbers";
import { within, type Part, type Scope, type Times } from "../scope";

const WITHOUT: readonly Part[] = ["time", "source", "company", "region", "depot", "unit", "compare"];

/** Filters of a source within the page's products, as known on its day. */
function of(scope: Scope, source: string, unit?: CountUnit) {
  const { filters, as_of } = within(scope, { source, without: WITHOUT });
  const units = unit ? [{ dimension: "unit", in: [unit] }] : [];
  return { filters: [...filters, ...units], ...(as_of && { as_of }) };
}

export function nationalQuestion(scope: Scope, { month }: Times): Query {
  return {
    measures: ["volume", "growth_year", "year_to_date", "growth_ytd"],
    dimensions: ["month", "unit"],
    ...of(scope, "national"),
    span: { from: monthBy(month, -23), until: month },
  };
}

export function competitionQuestion(scope: Scope, { month }: Times, unit: CountUnit): Query {
  return {
    measures: ["companies_active", "hhi", "top_5_share"],
    dimensions: ["month"],
    ...of(scope, "omc", unit),
    span: { from: monthBy(month, -23), until: month },
    compare: "year_ago",
  };
}

export function courseQuestion(scope: Scope, { course }: Times): Query {
  return {
    measures: ["volume"],
    dimensions: ["month", "product"],
    ...of(scope, "national"),
    span: course,
  };
}

export function mixQuestion(scope: Scope, { period }: Times): Query {
  return {
    measures: ["tonnes", "share_tonnes"],
    dimensions: ["product"],
    ...of(scope, "national"),
    span: period,
    compare: "year_ago",
    top: { n: 8, dimension: "product", by: "tonnes" },
  };
}

export function moversQuestion(
  scope: Scope,
  { period }: Times,
  unit: CountUnit,
  way: "gained" | "lost",
): Query {
  return {
    measures: ["share", "rank"],
    dimensions: ["company"],
    ...of(scope, "omc", unit),
    span: period,
    compare: "year_ago",
    sort: [{ by: "share_change", descending: way === "gained" }],
    limit: 6,
  };
}

export function largestQuestion(scope: Scope, { period }: Times, unit: CountUnit): Query {
  return {
    measures: ["volume", "share"],
    dimensions: ["company"],
    ...of(scope, "omc", unit),
    span: period,
    compare: "year_ago",
    top: { n: 8, dimension: "company", by: "volume" },
  };
}

export const FUELS = ["gasoline", "gasoil"] as const;
export type Fuel = (typeof FUELS)[number];

/** Average prices at the pump of the fuels that most people buy, beside those of a year before. */
export function pumpQuestion(scope: Scope, times: Times): Query {
  return {
    measures: ["average_price"],
    dimensions: ["window", "product"],
    filters: [
      { dimension: "kind", in: ["ex_pump"] },
      { dimension: "product", in: [...FUELS] },
    ],
    compare: "year_ago",
    ...priced(scope, times),
  };
}

/** The average price of one fuel at the pump beside its floor. */
export function pricesQuestion(scope: Scope, times: Times, fuel: Fuel): Query {
  return {
    measures: ["average_price"],
    dimensions: ["window", "kind"],
    filters: [
      { dimension: "kind", in: ["ex_pump", "floor"] },
      { dimension: "product", in: [fuel] },
    ],
    ...priced(scope, times),
  };
}

/** Prices are newer than volumes: only a chosen end holds them back. */
function priced(scope: Scope, { month }: Times): Pick<Query, "span" | "as_of"> {
  return {
    ...(scope.to && { span: { from: monthBy(month, -17), until: month } }),
    ...(scope.asOf && { as_of: scope.asOf }),
  };
}

/** The first and last month of each source. */
export function sourcesQuestion(scope: Scope): Query {
  return {
    measures: ["first_month", "last_month"],
    dimensions: ["source"],
    ...(scope.asOf && { as_of: scope.asOf }),
  };
}
