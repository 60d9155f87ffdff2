/** What the page asks of the semantic model, as plain data. */
import type { Query } from "../../client/contract";
import type { CountUnit } from "../../ui/numbers";
import { LISTS, within, type Part, type Scope, type Times } from "../scope";

export const SOURCES = ["omc", "bidec", "depot", "national"] as const;
export type Source = (typeof SOURCES)[number];
export type By = "company" | "depot" | "product";
export type Step = "month" | "quarter" | "year";
export type Measure = "volume" | "tonnes" | "growth_year" | "share";
export type TopShare = "top_1_share" | "top_3_share" | "top_5_share" | "top_10_share";

/** What of the market is looked at. */
export interface Frame {
  scope: Scope;
  source: Source;
  unit: CountUnit;
  times: Times;
  /** What is compared. */
  by: By;
  step: Step;
}

const MOST_LINES = 7;
const MOST_COLUMNS = 12;

/** What a source tells apart. */
export function splitsOf(source: Source): readonly [By, ...By[]] {
  if (source === "national") return ["product"];
  return source === "depot" ? ["depot", "product"] : ["company", "product"];
}

/** Months where they are few, else quarters. */
export function stepFor({ course }: Times): Step {
  const [from, until] = [course.from, course.until].map((month) => Number(month.slice(0, 4)));
  return (until ?? 0) - (from ?? 0) > 5 ? "year" : "month";
}

const WITHOUT: readonly Part[] = ["time", "unit", "compare", "region"];

/** Filters of the frame. What is compared is no filter: the others stay in the whole that shares are parts of. */
function of({ scope, source, unit, by }: Frame, isInTonnes = false) {
  const others = (["company", "depot"] as const).filter(
    (part) => part === by || !splitsOf(source).includes(part),
  );
  const { filters, as_of } = within({ ...scope, source }, { without: [...WITHOUT, ...others] });
  const units = isInTonnes ? [] : [{ dimension: "unit", in: [unit] }];
  return { filters: [...filters, ...units], ...(as_of && { as_of }) };
}

/** The rows to show: those that are chosen, else the largest. */
function largest(
  frame: Frame,
  count: number,
  isRestShown: boolean,
  measure = "volume",
): Pick<Query, "top" | "only"> {
  const { by } = frame;
  const chosen = chosenOf(frame);
  if (chosen.length) return { only: [{ dimension: by, in: [...chosen] }] };
  return {
    top: { n: count, dimension: by, by: measure },
    ...(!isRestShown && { only: [{ dimension: by, not: ["others"] }] }),
  };
}

/** The values of what is compared that the scope names. */
export function chosenOf({ scope, by }: Frame): readonly string[] {
  return by === "product" ? [] : scope[LISTS[by]];
}

/** A measure of the largest, or of the chosen, period after period. */
export function courseQuestion(frame: Frame, measure: Measure): Query {
  const isRestShown = measure !== "growth_year";
  const isInTonnes = measure === "tonnes";
  return {
    measures: [measure],
    dimensions: [frame.step, frame.by],
    ...of(frame, isInTonnes),
    span: frame.times.course,
    ...largest(frame, MOST_LINES, isRestShown, isInTonnes ? "tonnes" : "volume"),
  };
}

/** The names of the largest of the period. */
export function leadersQuestion(frame: Frame): Query {
  return {
    measures: ["volume"],
    dimensions: [frame.by],
    ...of(frame),
    span: frame.times.period,
    sort: [{ by: "volume", descending: true }],
    limit: MOST_LINES,
  };
}

/** The places of some among all: a top would count their places among themselves. */
export function raceQuestion(frame: Frame, names: readonly string[]): Query {
  return {
    measures: ["rank"],
    dimensions: [frame.step, frame.by],
    ...of(frame),
    span: frame.times.course,
    only: [{ dimension: frame.by, in: [...names] }],
  };
}

/** The largest of the period with their share and their change. */
export function largestQuestion(frame: Frame): Query {
  return {
    measures: ["volume", "share"],
    dimensions: [frame.by],
    ...of(frame),
    span: frame.times.period,
    compare: frame.scope.compare || "year_ago",
    ...largest(frame, MOST_COLUMNS, true),
  };
}

/** Everybody's volume, share and place beside those of the period before. */
export function standingQuestion(frame: Frame): Query {
  return {
    measures: ["volume", "share", "rank"],
    dimensions: [frame.by],
    ...of(frame),
    span: frame.times.period,
    compare: frame.scope.compare || "year_ago",
    sort: [{ by: "share_change", descending: true }],
  };
}

/** The part of each product that the largest, or the chosen, have. */
export function heatQuestion(frame: Frame): Query {
  return {
    measures: ["share"],
    dimensions: ["product", frame.by],
    ...of(frame, true),
    span: frame.times.period,
    ...largest(frame, MOST_COLUMNS, false, "tonnes"),
  };
}

/** How concentrated the market is, or how many are in it, period after period. */
export function structureQuestion(frame: Frame, measure: TopShare | "hhi" | "companies_active"): Query {
  return {
    measures: [measure],
    dimensions: [frame.step],
    ...of(frame),
    span: frame.times.course,
  };
}

/** When each first and last had any volume, over all that is known up to the month. */
export function presenceQuestion(frame: Frame): Query {
  return {
    measures: ["first_month", "last_month"],
    dimensions: [frame.by],
    ...of(frame, true),
    span: { from: "1900-01", until: frame.times.month },
    sort: [{ by: "first_month", descending: true }],
  };
}
