/** What the page asks of the semantic model, as plain data. */
import type { Query } from "../../client/contract";
import type { CountUnit } from "../../ui/numbers";
import { monthBy } from "../../ui/dates";
import { within, type Part, type Scope, type ScopeInUse } from "../scope";

export type Stage = "omc" | "bidec";
export const STAGES: readonly Stage[] = ["omc", "bidec"];

/** What of the market the page speaks of: whose volumes, counted in what, and when. */
export interface Frame {
  scope: ScopeInUse;
  source: string;
  unit: CountUnit;
  /** Months shown where the address names none. */
  usual: Pick<Scope, "from" | "to">;
}

type Asked = Pick<Query, "span" | "as_of"> & Required<Pick<Query, "filters">>;

function frame({ scope, source, unit, usual }: Frame, without: readonly Part[] = []): Asked {
  const { filters, span, as_of } = within(scope, {
    source,
    without: ["company", "compare", "unit", ...without],
    time: usual,
  });
  return {
    filters: [...filters, { dimension: "unit", in: [unit] }],
    ...(span && { span }),
    ...(as_of && { as_of }),
  };
}

const EVER = { from: "", to: "" };

function only(companies: readonly string[]) {
  return { dimension: "company", in: [...companies] };
}

/** Every company with its volume, share and place, beside the year before. */
export function standingQuestion(page: Frame): Query {
  return {
    measures: ["volume", "share", "rank"],
    dimensions: ["company"],
    ...frame(page),
    compare: "year_ago",
  };
}

/** The months of two years of every company, for the small lines of the list. */
export function coursesQuestion(page: Frame, latest: string): Query {
  const { span: _, ...asked } = frame(page);
  return {
    measures: ["volume"],
    dimensions: ["month", "company"],
    ...asked,
    span: { from: monthBy(latest, -23), until: latest },
  };
}

/** Share and place of some companies among all, quarter by quarter. */
export function historyQuestion(page: Frame, companies: readonly string[]): Query {
  return {
    measures: ["share", "rank"],
    dimensions: ["quarter", "company"],
    ...frame({ ...page, usual: EVER }),
    only: [only(companies)],
  };
}

/** What some companies sold, product by product and month by month. */
export function productsQuestion({ scope, source }: Frame, companies: readonly string[]): Query {
  const { filters, ...rest } = within(scope, { source, without: ["company", "compare", "unit"] });
  return {
    measures: ["volume"],
    dimensions: ["month", "product"],
    ...rest,
    filters: [...filters, only(companies)],
  };
}

/** The products that one company sells, beside the year before. */
export function mixQuestion({ scope, source, usual }: Frame, companies: readonly string[]): Query {
  const { filters, ...rest } = within(scope, {
    source,
    without: ["company", "compare", "unit"],
    time: usual,
  });
  return {
    measures: ["volume"],
    dimensions: ["product"],
    ...rest,
    filters: [...filters, only(companies)],
    compare: "year_ago",
  };
}

/** Companies beside each other, by month or by product. */
export function besideQuestion(page: Frame, companies: readonly string[], by: "month" | "product"): Query {
  const asked = frame(by === "month" ? { ...page, usual: EVER } : page);
  return {
    measures: ["volume"],
    dimensions: [by, "company"],
    ...asked,
    filters: [...asked.filters, only(companies)],
  };
}

/** In which stages some companies appear, and how much of each unit. */
export function rolesQuestion(companies: readonly string[]): Query {
  return {
    measures: ["volume"],
    dimensions: ["company", "source", "unit"],
    filters: companies.length ? [only(companies)] : [],
  };
}

/** Which prices are known of some companies. */
export function priceKindsQuestion(companies: readonly string[]): Query {
  return {
    measures: ["prices"],
    dimensions: ["company", "kind", "product", "grade"],
    filters: [only(companies)],
  };
}

/** A product, or one of its grades, as prices tell them apart. */
export interface Priced {
  product: string;
  grade: string;
}

function priced({ product, grade }: Priced, scope: Scope): Asked {
  const { span, as_of } = within(scope, { without: ["source", "company", "product", "compare", "unit"] });
  return {
    filters: [
      { dimension: "kind", in: ["ex_pump"] },
      { dimension: "product", in: [product] },
      ...(grade ? [{ dimension: "grade", in: [grade] }] : []),
    ],
    ...(span && { span }),
    ...(as_of && { as_of }),
  };
}

/** The pump prices of some companies, and how far they lie from the market's middle. */
export function pricesQuestion(of: Priced, companies: readonly string[], scope: Scope): Query {
  const asked = priced(of, scope);
  return {
    measures: ["average_price", "spread"],
    dimensions: ["day", "company"],
    ...asked,
    filters: [...asked.filters, only(companies)],
  };
}

/** The lowest, the middle and the highest pump price of the market. */
export function marketPricesQuestion(of: Priced, scope: Scope): Query {
  return {
    measures: ["minimum_price", "median_price", "maximum_price"],
    dimensions: ["day"],
    ...priced(of, scope),
  };
}
