/** What the page asks of the semantic model. */
import type { Query } from "../../client/contract";
import { within, type Scope } from "../scope";

export type Filters = NonNullable<Query["filters"]>;
/** What one point of a course speaks of: a day that has prices, or a pricing window. */
export type Time = "day" | "window";

type Months = Pick<Scope, "from" | "to">;

/** Companies that are looked at while none is followed. */
const MOST_FOLLOWED = 5;
const NOT_OF_PRICES = ["product", "company", "region", "depot", "source", "unit", "compare"] as const;

/** The time and the state of knowledge that the address names; the fuel is chosen on the page. */
export function when(scope: Scope): Pick<Query, "span" | "as_of"> {
  const { span, as_of } = within(scope, { without: NOT_OF_PRICES });
  return { ...(span && { span }), ...(as_of && { as_of }) };
}

function asOf(scope: Scope): Pick<Query, "as_of"> {
  return scope.asOf ? { as_of: scope.asOf } : {};
}

export function daysQuestion(scope: Scope, filters: Filters): Query {
  return { measures: ["prices"], dimensions: ["day", "window"], filters, ...asOf(scope) };
}

const OF_A_DAY: Query["measures"] = [
  "median_price",
  "minimum_price",
  "maximum_price",
  "dispersion_share",
  "companies_selling",
  "revisions",
];

export function dayQuestion(scope: Scope, filters: Filters, day: string): Query {
  return { measures: OF_A_DAY, dimensions: ["day"], filters: [...filters, on(day)], ...asOf(scope) };
}

export function ladderQuestion(scope: Scope, filters: Filters, day: string): Query {
  return {
    measures: ["average_price", "spread", "revisions"],
    dimensions: ["company"],
    filters: [...filters, on(day)],
    sort: [{ by: "average_price", descending: false }],
    ...asOf(scope),
  };
}

export function suspectsQuestion(scope: Scope, filters: Filters, day: string): Query {
  return {
    measures: ["suspects"],
    dimensions: ["company", "printed"],
    filters: [...filters, on(day), { dimension: "standing", in: ["suspect"] }],
    ...asOf(scope),
  };
}

export function marketQuestion(scope: Scope, filters: Filters, time: Time): Query {
  return {
    measures: ["median_price", "minimum_price", "maximum_price"],
    dimensions: [time],
    filters,
    ...when(scope),
  };
}

export function dispersionQuestion(scope: Scope, filters: Filters, time: Time): Query {
  return { measures: ["dispersion_share"], dimensions: [time], filters, ...when(scope) };
}

/** Who sold most of a product in a time. */
export function largestQuestion(scope: Scope, product: string, { from, to }: Months): Query {
  return {
    measures: ["volume"],
    dimensions: ["company"],
    filters: [
      { dimension: "source", in: ["omc"] },
      { dimension: "product", in: [product] },
    ],
    top: { n: MOST_FOLLOWED },
    ...(from && to && { span: { from, until: to } }),
    ...asOf(scope),
  };
}

export function followedQuestion(
  scope: Scope,
  filters: Filters,
  time: Time,
  companies: readonly string[],
): Query {
  const followed: Filters = [{ dimension: "company", in: [...companies] }];
  return {
    measures: ["spread"],
    dimensions: [time, "company"],
    filters: [...filters, ...followed],
    ...when(scope),
  };
}

/** The floors of a product by window: at the pump and at the refinery. */
export function floorsQuestion(scope: Scope, product: string): Query {
  return {
    measures: ["minimum_price"],
    dimensions: ["window", "kind"],
    filters: [
      { dimension: "kind", in: ["floor", "floor_ex_refinery"] },
      { dimension: "product", in: [product] },
    ],
    ...asOf(scope),
  };
}

/** Which products have build-ups for which days. */
export function buildUpsQuestion(scope: Scope): Query {
  return { measures: ["components"], dimensions: ["product", "day", "edition", "unit"], ...asOf(scope) };
}

export function buildUpQuestion(scope: Scope, product: string, day: string): Query {
  return {
    measures: ["component_value", "component_position"],
    dimensions: ["edition", "component", "role", "unit"],
    filters: [{ dimension: "product", in: [product] }, on(day)],
    ...asOf(scope),
  };
}

/** One part of the price through all windows of one unit. */
export function partQuestion(scope: Scope, product: string, component: string, unit: string): Query {
  return {
    measures: ["component_value"],
    dimensions: ["day"],
    filters: [
      { dimension: "product", in: [product] },
      { dimension: "component", in: [component] },
      { dimension: "unit", in: [unit] },
    ],
    ...when(scope),
  };
}

/** Prices of one kind by day and product. */
export function kindQuestion(scope: Scope, kind: string): Query {
  return {
    measures: ["average_price"],
    dimensions: ["day", "product", "unit"],
    filters: [{ dimension: "kind", in: [kind] }],
    ...when(scope),
  };
}

export function indicativeQuestion(scope: Scope, product: string): Query {
  return {
    measures: ["median_price"],
    dimensions: ["window", "kind"],
    filters: [
      { dimension: "kind", in: ["indicative_ex_pump", "indicative_ex_refinery"] },
      { dimension: "product", in: [product] },
    ],
    ...when(scope),
  };
}

export function indicatorsQuestion(scope: Scope): Query {
  return { measures: ["indicator_value"], dimensions: ["day", "indicator", "unit"], ...when(scope) };
}

export function pumpQuestion(scope: Scope, filters: Filters): Query {
  return { measures: ["median_price"], dimensions: ["day", "unit"], filters, ...when(scope) };
}

function on(day: string): Filters[number] {
  return { dimension: "day", in: [day] };
}
