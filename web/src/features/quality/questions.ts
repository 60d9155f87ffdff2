/** What the page asks of the semantic model. */
import type { Query } from "../../client/contract";
import { within, type Scope } from "../scope";

const NOT_OF_QUALITY = ["product", "company", "region", "depot", "source", "unit", "compare"] as const;

function when(scope: Scope): Pick<Query, "span" | "as_of"> {
  const { span, as_of } = within(scope, { without: NOT_OF_QUALITY });
  return { ...(span && { span }), ...(as_of && { as_of }) };
}

/** How the products fare as a whole. */
export function productsQuestion(scope: Scope): Query {
  return {
    measures: ["share_within", "results", "outside", "samples"],
    dimensions: ["product"],
    ...when(scope),
  };
}

/** Every result of a product, beside its limits and as printed. */
export function resultsQuestion(scope: Scope, product: string): Query {
  return {
    measures: ["quality_value", "limit_low", "limit_high", "outside"],
    dimensions: ["week", "sample", "grade", "parameter", "printed", "unit"],
    filters: [{ dimension: "product", in: [product] }],
    ...when(scope),
  };
}

export function trendQuestion(scope: Scope, product: string, parameter: string): Query {
  return {
    measures: ["quality_value", "quality_minimum", "quality_maximum"],
    dimensions: ["week", "unit"],
    filters: [
      { dimension: "product", in: [product] },
      { dimension: "parameter", in: [parameter] },
    ],
    ...when(scope),
  };
}
