/** What the page asks of the semantic model. */
import type { Query } from "../../client/contract";
import { within, type Scope } from "../scope";
import { AMOUNTS, STAGES } from "./reconcile";

export type Time = Pick<Scope, "from" | "to">;
type Filters = NonNullable<Query["filters"]>;

const ONLY_PRODUCTS = ["company", "region", "depot", "source", "compare"] as const;
/** Names of companies on each side of the flow; the rest stand together. */
const MOST_NAMES = 8;

function filtersOf(scope: Scope, sources: readonly string[], unit: string): Filters {
  const { filters } = within({ ...scope, unit: "" }, { without: ONLY_PRODUCTS });
  const units: Filters = unit ? [{ dimension: "unit", in: [unit] }] : [];
  return [...filters, { dimension: "source", in: [...sources] }, ...units];
}

function spanOf(scope: Scope, time: Time): Pick<Query, "span" | "as_of"> {
  const { span, as_of } = within(scope, { time });
  return { ...(span && { span }), ...(as_of && { as_of }) };
}

/** Each stage's volume of the period. */
export function stagesQuestion(scope: Scope, time: Time, unit: string): Query {
  return {
    measures: ["volume"],
    dimensions: ["source"],
    filters: filtersOf(scope, STAGES, unit),
    ...spanOf(scope, time),
  };
}

/** One side of the flow: a product's volume by company or depot, the largest alone. */
export function sideQuestion(scope: Scope, time: Time, unit: string, source: string): Query {
  const name = source === "depot" ? "depot" : "company";
  return {
    measures: ["volume"],
    dimensions: ["product", name],
    filters: filtersOf(scope, [source], unit),
    top: { n: MOST_NAMES, dimension: name },
    ...spanOf(scope, time),
  };
}

/** The same litres at every stage, period by period. */
export function gapsQuestion(scope: Scope, time: "month" | "year", by: "product" | "product_group"): Query {
  return {
    measures: ["volume"],
    dimensions: [time, by, "source", "unit"],
    filters: filtersOf(scope, STAGES, ""),
    ...spanOf(scope, { from: "", to: "" }),
  };
}

function apartBase(scope: Scope) {
  const { filters } = within({ ...scope, unit: "" }, { without: ONLY_PRODUCTS });
  return { filters, ...spanOf(scope, { from: "", to: "" }) };
}

/** The months and products that the stages disagree on, the widest first. */
export function disagreementsQuestion(scope: Scope): Query {
  const { filters, ...rest } = apartBase(scope);
  return {
    measures: ["disagreement", ...Object.values(AMOUNTS)],
    dimensions: ["month", "product", "unit"],
    filters: [...filters, { dimension: "standing", in: ["differs"] }],
    sort: [{ by: "disagreement", descending: true }],
    ...rest,
  };
}

/** How many figures were compared, and on how many the stages disagree. */
export function comparedQuestion(scope: Scope): Query {
  return { measures: ["compared", "disagreements"], ...apartBase(scope) };
}

export function depotsQuestion(scope: Scope, time: Time, unit: string): Query {
  return {
    ...depotBase(scope, time, unit),
    measures: ["volume", "share"],
    dimensions: ["depot"],
    top: { n: 15 },
  };
}

export function depotTrendQuestion(scope: Scope, time: Time, unit: string): Query {
  return {
    ...depotBase(scope, time, unit),
    measures: ["volume"],
    dimensions: ["month", "depot"],
    top: { n: 6 },
  };
}

function depotBase(scope: Scope, time: Time, unit: string) {
  const depots: Filters = scope.depots.length ? [{ dimension: "depot", in: [...scope.depots] }] : [];
  return { filters: [...filtersOf(scope, ["depot"], unit), ...depots], ...spanOf(scope, time) };
}

/** What tanks hold; capacities are stated for a day, of which the newest counts. */
export function capacityQuestion(scope: Scope, ...by: readonly string[]): Query {
  const { filters, as_of } = within(scope, {
    without: ["source", "company", "unit", "compare", "time", "depot"],
  });
  return { measures: ["capacity"], dimensions: ["day", ...by, "unit"], filters, ...(as_of && { as_of }) };
}

/** What leaves, month by month, to be held against what tanks hold. */
export function outflowQuestion(scope: Scope, time: Time, source: string, by: readonly string[]): Query {
  return {
    measures: ["volume"],
    dimensions: ["month", ...by, "unit"],
    filters: filtersOf(scope, [source], ""),
    ...spanOf(scope, time),
  };
}
