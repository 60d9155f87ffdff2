/** What the page asks of the semantic model, as plain data. */
import type { Query } from "../../client/contract";
import type { CountUnit } from "../../ui/numbers";
import { within, type Part, type Scope, type Times } from "../scope";

export type Step = "month" | "year";
export type Colour = "volume" | "growth" | "share";

/** What of the regions is looked at. */
export interface Frame {
  scope: Scope;
  unit: CountUnit;
  times: Times;
  /** The dimension that tells the regions apart. */
  dimension: string;
  step: Step;
}

const SOURCE = "regional";
const WITHOUT: readonly Part[] = ["time", "source", "unit", "compare", "region", "company", "depot"];

function of(scope: Scope, without: readonly Part[] = []) {
  const { filters, as_of } = within(scope, { source: SOURCE, without: [...WITHOUT, ...without] });
  return { filters, ...(as_of && { as_of }) };
}

function counted({ scope, unit }: Frame, without: readonly Part[] = []) {
  const asked = of(scope, without);
  return { ...asked, filters: [...asked.filters, { dimension: "unit", in: [unit] }] };
}

/** The periods that have regional figures at all. */
export function heldQuestion({ asOf }: Scope, step: Step): Query {
  return {
    measures: ["cells"],
    dimensions: [step],
    filters: [{ dimension: "source", in: [SOURCE] }],
    ...(asOf && { as_of: asOf }),
  };
}

/** When each region of a level is first told of. */
export function firstsQuestion({ asOf }: Scope, dimension: string): Query {
  return {
    measures: ["first_month"],
    dimensions: [dimension],
    filters: [{ dimension: "source", in: [SOURCE] }],
    ...(asOf && { as_of: asOf }),
  };
}

/** Every region with its volume, its share of the country and its place, beside the year before. */
export function standingQuestion(frame: Frame): Query {
  return {
    measures: ["volume", "share", "rank"],
    dimensions: [frame.dimension],
    ...counted(frame),
    span: frame.times.period,
    compare: "year_ago",
  };
}

const MEASURES = { volume: "volume", growth: "growth_year", share: "share" } as const;

/** One measure of every region, period after period. */
export function courseQuestion(frame: Frame, colour: Colour): Query {
  return {
    measures: [MEASURES[colour]],
    dimensions: [frame.step, frame.dimension],
    ...counted(frame),
    span: frame.times.course,
  };
}

/** What each region sells, product by product, beside the year before. */
export function productsQuestion(frame: Frame): Query {
  return {
    measures: ["volume"],
    dimensions: [frame.dimension, "product"],
    ...counted(frame),
    span: frame.times.period,
    compare: "year_ago",
  };
}

/** The same of all regions together, product by product. */
export function countryProductsQuestion(frame: Frame): Query {
  return { ...productsQuestion(frame), dimensions: ["product"] };
}

/** What all regions together sold, beside the year before. */
export function countryQuestion(frame: Frame): Query {
  return { ...productsQuestion(frame), dimensions: [] };
}

/** One region's volume by product, period after period. */
export function regionCourseQuestion(frame: Frame, region: string): Query {
  const asked = counted(frame);
  return {
    measures: ["volume"],
    dimensions: [frame.step, "product"],
    ...asked,
    filters: [...asked.filters, { dimension: frame.dimension, in: [region] }],
    span: frame.times.course,
  };
}

/** What parts of its tonnes each product is: of one region, or of the country. */
export function mixQuestion({ scope, times, dimension }: Frame, region?: string): Query {
  const asked = of(scope, ["product"]);
  return {
    measures: ["tonnes", "share_tonnes"],
    dimensions: ["product"],
    ...asked,
    filters: [...asked.filters, ...(region ? [{ dimension, in: [region] }] : [])],
    span: times.period,
  };
}

/** One region's share and place among all, quarter by quarter or year by year. */
export function placeQuestion(frame: Frame, region: string): Query {
  return {
    measures: ["share", "rank"],
    dimensions: [slow(frame), frame.dimension],
    ...counted(frame),
    span: frame.times.course,
    only: [{ dimension: frame.dimension, in: [region] }],
  };
}

/** How one region grew, quarter by quarter or year by year; or all of them together. */
export function growthQuestion(frame: Frame, region?: string): Query {
  const asked = counted(frame);
  return {
    measures: ["growth_year"],
    dimensions: [slow(frame), ...(region ? [frame.dimension] : [])],
    ...asked,
    filters: [...asked.filters, ...(region ? [{ dimension: frame.dimension, in: [region] }] : [])],
    span: frame.times.course,
  };
}

/** Months jump where quarters tell. */
export function slow({ step }: Frame): "quarter" | "year" {
  return step === "month" ? "quarter" : "year";
}
