/** What limits the panels of a dashboard, and what becomes of a panel's question within it. Pure. */
import type { Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import type { components } from "../../client/schema";
import { within, type Part, type Scope } from "../scope/scope";

export type Limits = components["schemas"]["ScopePart"];

/** The parts of the address that a dashboard answers to; whose volumes a panel counts is its own business. */
export const PARTS = [
  "time",
  "product",
  "company",
  "region",
  "depot",
  "asOf",
] as const satisfies readonly Part[];
const WITHOUT: readonly Part[] = ["source", "unit", "compare"];

/** What the tables of a stage tell apart besides products and time. */
const TOLD_APART: Readonly<Record<string, string>> = {
  national: "",
  omc: "company",
  bidec: "company",
  depot: "depot",
  regional: "region",
};

export function limitsOf(scope: Scope): Limits {
  const { filters, span, as_of } = within(scope, { without: WITHOUT });
  return { filters, ...(span && { span }), ...(as_of && { as_of }) };
}

export function isLimit({ filters, span, as_of }: Limits): boolean {
  return Boolean(filters?.length || span || as_of);
}

/** Both together; where both limit the same, the second does. */
export function joined(kept: Limits, chosen: Limits): Limits {
  const named = chosen.filters?.map((each) => each.dimension);
  const span = chosen.span ?? kept.span;
  const asOf = chosen.as_of || kept.as_of;
  return {
    filters: [
      ...(kept.filters ?? []).filter((each) => !named?.includes(each.dimension)),
      ...(chosen.filters ?? []),
    ],
    ...(span && { span }),
    ...(asOf && { as_of: asOf }),
  };
}

export interface Limited {
  question: Query;
  /** Dimensions that its figures are not told apart by. */
  leftOut: readonly string[];
  /** Dimensions that the panel limits by itself to something else, which gives way. */
  replaced: readonly string[];
  /** Whether only some parts of a whole are shown, which do not add up to it. */
  isPart: boolean;
}

/** Measures that are parts of a whole, and those that speak of all companies at once. */
const OF_A_WHOLE: readonly string[] = ["share", "share_tonnes", "rank"];
const OF_ALL = /^(hhi|companies_active|top_\d+_share)$/;

/**
 * A panel's question within limits, by the rules that the platform's reports keep: each limit takes the place of the
 * panel's own one of that dimension; where shares or ranks are compared over it, it says which of them are shown.
 */
export function limited(question: Query, limits: Limits, subjects: readonly Subject[]): Limited {
  const subject = subjects.find((each) =>
    each.measures.some(({ measure }) => measure === question.measures[0]),
  );
  const wanted = limits.filters ?? [];
  const put = wanted.filter((each) => subject && tells(subject, question, each.dimension));
  const names = put.map((each) => each.dimension);
  const isShown = (name: string) =>
    Boolean(question.dimensions?.some((each) => each === name)) &&
    question.measures.some((each) => OF_A_WHOLE.includes(each));
  const shown = put.filter((each) => isShown(each.dimension));
  const without = (own: Query["filters"], those: readonly string[]) =>
    (own ?? []).filter((each) => !those.includes(each.dimension));
  const { top, ...rest } = question;
  const ranked = top && (top.dimension || question.dimensions?.at(-1));
  return {
    question: {
      ...rest,
      filters: [...without(question.filters, names), ...put.filter((each) => !isShown(each.dimension))],
      ...(shown.length > 0 && {
        only: [
          ...without(
            question.only,
            shown.map((each) => each.dimension),
          ),
          ...shown,
        ],
      }),
      ...(top && !(ranked && shown.some((each) => each.dimension === ranked)) && { top }),
      ...(limits.span && { span: limits.span }),
      ...(limits.as_of && { as_of: limits.as_of }),
    },
    leftOut: subject ? wanted.map((each) => each.dimension).filter((each) => !names.includes(each)) : [],
    isPart: shown.length > 0,
    replaced: (question.filters ?? []).map((each) => each.dimension).filter((each) => names.includes(each)),
  };
}

function tells({ dimensions, times }: Subject, { filters, measures }: Query, name: string): boolean {
  const plain = name.replace(/^region_.*/, "region");
  if (![...dimensions, ...times].includes(plain)) return false;
  if (!Object.values(TOLD_APART).includes(plain)) return true;
  if (measures.some((each) => OF_ALL.test(each))) return false;
  const stages = filters?.find((each) => each.dimension === "source")?.in ?? [];
  return stages.length === 0 || stages.some((each) => TOLD_APART[each] === plain);
}
