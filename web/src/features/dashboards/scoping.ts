/** What limits the panels of a dashboard, and what becomes of a panel's question within it. Pure. */
import type { Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import type { components } from "../../client/schema";
import { within, type Part, type Scope } from "../scope/scope";

export type Limits = components["schemas"]["ScopePart"];
type Filter = NonNullable<Limits["filters"]>[number];

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
}

/** A panel's question within limits; each takes the place of its own one of that dimension. */
export function limited(question: Query, limits: Limits, subjects: readonly Subject[]): Limited {
  const subject = subjects.find((each) =>
    each.measures.some(({ measure }) => measure === question.measures[0]),
  );
  const own = question.filters ?? [];
  const put = (limits.filters ?? []).filter((each) => subject && tells(subject, own, each.dimension));
  const names = put.map((each) => each.dimension);
  const replaced = own.filter((each) => names.includes(each.dimension)).map((each) => each.dimension);
  return {
    question: {
      ...question,
      filters: [...own.filter((each) => !names.includes(each.dimension)), ...put],
      ...(limits.span && { span: limits.span }),
      ...(limits.as_of && { as_of: limits.as_of }),
    },
    leftOut: subject
      ? (limits.filters ?? []).map((each) => each.dimension).filter((each) => !names.includes(each))
      : [],
    replaced,
  };
}

function tells({ dimensions, times }: Subject, own: readonly Filter[], name: string): boolean {
  const plain = name.replace(/^region_.*/, "region");
  if (![...dimensions, ...times].includes(plain)) return false;
  const stages = own.find((each) => each.dimension === "source")?.in ?? [];
  const places = Object.values(TOLD_APART).filter(Boolean);
  if (!places.includes(plain) || stages.length === 0) return true;
  return stages.some((each) => (TOLD_APART[each] ?? plain) === plain);
}
