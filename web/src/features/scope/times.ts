/** The times that a page speaks of, out of what is chosen and the newest month that has figures. */
import { monthBy } from "../../ui/dates";
import type { Scope } from "./scope";

/** The month that is looked at, the period that it ends, and the months of the courses. */
export interface Times {
  month: string;
  period: { from: string; until: string };
  course: { from: string; until: string };
}

/** The period before or after one: whole years step by years, all else by their length; none beyond what is held. */
export function beside(
  { from, to }: Pick<Scope, "from" | "to">,
  way: -1 | 1,
  held: { first: string; latest: string },
): Pick<Scope, "from" | "to"> | undefined {
  if (!from || !to) return undefined;
  const isYears = from.endsWith("-01") && (to.endsWith("-12") || to === held.latest);
  const last = isYears ? `${to.slice(0, 4)}-12` : to;
  const length = monthsBetween(from, last) + 1;
  const [start, end] = [monthBy(from, way * length), monthBy(last, way * length)];
  if (end < held.first || start > held.latest) return undefined;
  return { from: start, to: isYears && end > held.latest ? held.latest : end };
}

function monthsBetween(from: string, to: string): number {
  const count = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
  return count(to) - count(from);
}

/** From the scope and the newest month: the year up to the month, unless the scope begins elsewhere. */
export function timesOf(scope: Pick<Scope, "from" | "to">, latest: string): Times {
  const month = scope.to && scope.to < latest ? scope.to : latest;
  const from = scope.from && scope.from <= month ? scope.from : `${month.slice(0, 4)}-01`;
  const early = monthBy(month, -35);
  return {
    month,
    period: { from, until: month },
    course: { from: scope.from && scope.from < early ? scope.from : early, until: month },
  };
}
