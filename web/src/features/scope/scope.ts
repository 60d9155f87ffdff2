/** What part of the market a page speaks of: read from the address, written to it, and put into questions. */
import type { Query } from "../../client/contract";
import { monthBy } from "../../ui/dates";

export type Comparison = "" | "previous_period" | "year_ago";
export type Part =
  "time" | "product" | "company" | "region" | "depot" | "source" | "unit" | "compare" | "asOf";
export type ListPart = "product" | "company" | "region" | "depot";
export type Preset = "latest" | "months12" | "year" | "yearBefore" | "all";

export interface Scope {
  /** First and last month, such as `2024-03`, both belonging to it; empty for no end. */
  readonly from: string;
  readonly to: string;
  readonly products: readonly string[];
  readonly companies: readonly string[];
  readonly regions: readonly string[];
  readonly depots: readonly string[];
  /** Whose volumes: a stage of the same litres; empty for the page's own. */
  readonly source: string;
  readonly unit: "" | "L" | "kg";
  readonly compare: Comparison;
  /** Only what had been published by this day; empty for all that is known. */
  readonly asOf: string;
}

export const EVERYTHING: Scope = {
  from: "",
  to: "",
  products: [],
  companies: [],
  regions: [],
  depots: [],
  source: "",
  unit: "",
  compare: "",
  asOf: "",
};

/** Where the list of a dimension stands in a scope. */
export const LISTS = {
  product: "products",
  company: "companies",
  region: "regions",
  depot: "depots",
} as const satisfies Record<ListPart, keyof Scope>;

const TEXTS = {
  from: "from",
  to: "to",
  source: "source",
  unit: "unit",
  compare: "compare",
  asOf: "as_of",
} as const;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The scope that an address names; what is misspelt there counts as left out. */
export function readScope(address: URLSearchParams): Scope {
  const text = (name: string, isRight: (value: string) => boolean) => {
    const value = address.get(name) ?? "";
    return isRight(value) ? value : "";
  };
  const month = (name: string) => text(name, (value) => MONTH.test(value));
  const list = (name: ListPart) => [...new Set(address.getAll(name).filter(Boolean))];
  const [from, to] = [month("from"), month("to")];
  return {
    ...(from && to && from > to ? { from: to, to: from } : { from, to }),
    products: list("product"),
    companies: list("company"),
    regions: list("region"),
    depots: list("depot"),
    source: text("source", (value) => /^[a-z_]+$/.test(value)),
    unit: text("unit", (value) => value === "L" || value === "kg") as Scope["unit"],
    compare: text("compare", (value) => value === "previous_period" || value === "year_ago") as Comparison,
    asOf: text("as_of", (value) => DAY.test(value)),
  };
}

/** The same address with another part of the scope; what else the page keeps there stays. */
export function writeScope(address: URLSearchParams, part: Partial<Scope>): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const [field, name] of Object.entries(TEXTS) as [keyof typeof TEXTS, string][]) {
    const value = part[field];
    if (value === undefined) continue;
    if (value) next.set(name, value);
    else next.delete(name);
  }
  for (const [name, field] of Object.entries(LISTS)) {
    const values = part[field];
    if (values === undefined) continue;
    next.delete(name);
    for (const value of values) next.append(name, value);
  }
  return next;
}

interface Asked {
  /** The stage whose volumes are asked for where the scope names none. */
  source?: string;
  /** Parts of the scope that this question takes no notice of. */
  without?: readonly Part[];
  /** Days that it speaks of where the scope names none. */
  time?: Pick<Scope, "from" | "to">;
}

/** What a scope adds to a question: filters, span, comparison, and the day as of which it is known. */
export function within(
  scope: Scope,
  { source = "", without = [], time }: Asked = {},
): Pick<Query, "span" | "compare" | "as_of"> & Required<Pick<Query, "filters">> {
  const has = (part: Part) => !without.includes(part);
  const filters: NonNullable<Query["filters"]> = [];
  const stage = (has("source") && scope.source) || source;
  if (stage) filters.push({ dimension: "source", in: [stage] });
  for (const [name, field] of Object.entries(LISTS) as [ListPart, (typeof LISTS)[ListPart]][])
    if (has(name) && scope[field].length) filters.push({ dimension: name, in: [...scope[field]] });
  if (has("unit") && scope.unit) filters.push({ dimension: "unit", in: [scope.unit] });
  const { from, to } = scope.from || scope.to || !time ? scope : time;
  return {
    filters,
    ...(has("time") && (from || to) && { span: { from: from || "1900-01", until: to || "2999-12" } }),
    ...(has("compare") && scope.compare && { compare: scope.compare }),
    ...(has("asOf") && scope.asOf && { as_of: scope.asOf }),
  };
}

/** The months that a ready choice means, counted from the newest month that has figures back to the first. */
export function presetMonths(preset: Preset, latest: string, first = ""): Pick<Scope, "from" | "to"> {
  const year = Number(latest.slice(0, 4));
  switch (preset) {
    case "latest":
      return { from: latest, to: latest };
    case "months12":
      return { from: monthBy(latest, -11), to: latest };
    case "year":
      return { from: `${year}-01`, to: latest };
    case "yearBefore":
      return { from: `${year - 1}-01`, to: `${year - 1}-12` };
    case "all":
      return { from: first, to: first && latest };
  }
}

/** The list with the value in it, or without it if it was there. */
export function toggled(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((each) => each !== value) : [...values, value];
}
