/** The question that is being made: read from the address, and each change to it. Pure. */
import type { Query } from "../../client/contract";
import { isTime } from "../../charts/format";
import { KINDS, type View } from "../../charts/view";

export type Filter = NonNullable<Query["filters"]>[number];
type Measure = Query["measures"][number];

/** What an address without a question asks. */
export const START: Query = {
  measures: ["volume"],
  dimensions: ["month", "product"],
  filters: [{ dimension: "source", in: ["national"] }],
};

/** The question of an address; what cannot be read counts as left out. */
export function readQuestion(text: string | null): Query {
  const said = parsed(text) as Partial<Query> | null;
  return said && Array.isArray(said.measures) && said.measures.length > 0 ? (said as Query) : START;
}

/** The view of an address, or none. */
export function readView(text: string | null): View | null {
  const said = parsed(text) as Partial<View> | null;
  return said && KINDS.some((each) => each === said.kind) && typeof said.y === "string"
    ? (said as View)
    : null;
}

/** The question without what says nothing, so that equal questions have one address. */
export function tidy(question: Query): Query {
  const kept = Object.entries(question).filter(
    ([name, value]) => name === "measures" || !(value === null || value === "" || (value as []).length === 0),
  );
  return Object.fromEntries(kept) as unknown as Query;
}

interface SubjectParts {
  measures: readonly { measure: string; asked_together_with: readonly string[] }[];
  times: readonly string[];
  dimensions: readonly string[];
}

/** The first question about a subject: its first measure by month, with what that is never asked without. */
export function firstOf({ measures: [first], times, dimensions }: SubjectParts): Query {
  const needs = first?.asked_together_with ?? [];
  const time = needs.some(isTime) ? undefined : (times.find((each) => each === "month") ?? times[0]);
  // Products are counted in units of their own.
  const names = needs.length === 0 && dimensions.includes("product") ? ["product"] : [];
  return {
    measures: [first?.measure as Measure],
    dimensions: [...(time ? [time] : []), ...needs, ...names],
  };
}

/** With these measures; what was sorted or ranked by one that is gone goes with it. */
export function withMeasures(question: Query, measures: readonly string[]): Query {
  const has = (column: string) => measures.some((each) => column === each || column.startsWith(`${each}_`));
  const top = question.top && question.top.by && !has(question.top.by) ? { n: question.top.n } : question.top;
  const sort = (question.sort ?? []).filter(({ by }) => has(by) || question.dimensions?.includes(by));
  return tidy({ ...question, measures: measures as Measure[], top: top ?? null, sort });
}

export function withDimensions(question: Query, dimensions: readonly string[]): Query {
  const isGone = (column: string) => question.dimensions?.includes(column) && !dimensions.includes(column);
  const sort = (question.sort ?? []).filter(({ by }) => !isGone(by));
  const top =
    question.top?.dimension && isGone(question.top.dimension) ? { n: question.top.n } : question.top;
  return tidy({ ...question, dimensions: [...dimensions], sort, top: top ?? null });
}

/** The list with one of its entries at another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const rest = items.filter((_, index) => index !== from);
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return [...items];
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

export function withFilter(question: Query, at: number, filter: Filter | null): Query {
  const filters = [...(question.filters ?? [])];
  if (filter) filters[at] = filter;
  else filters.splice(at, 1);
  return tidy({ ...question, filters });
}

/** What can be asked now: a limit that names no value yet limits nothing. */
export function askable(question: Query): Query {
  const says = (each: Filter) => Boolean(each.in?.length || each.not?.length || each.from || each.until);
  return tidy({ ...question, filters: (question.filters ?? []).filter(says) });
}

/** A span of months; an open end reaches as far as there are facts. */
export function withMonths(question: Query, from: string, until: string): Query {
  const span = from || until ? { from: from || FIRST, until: until || LAST } : null;
  return tidy({ ...question, span });
}

export function monthsOf(question: Query): { from: string; until: string } {
  const { from = "", until = "" } = question.span ?? {};
  return { from: from === FIRST ? "" : from.slice(0, 7), until: until === LAST ? "" : until.slice(0, 7) };
}

const FIRST = "1900-01";
const LAST = "2999-12";

function parsed(text: string | null): unknown {
  try {
    const said: unknown = JSON.parse(text ?? "");
    return typeof said === "object" && !Array.isArray(said) ? said : null;
  } catch {
    return null;
  }
}
