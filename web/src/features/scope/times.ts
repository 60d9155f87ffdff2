/** The times that a page speaks of, out of what is chosen and the newest month that has figures. */
import { monthBy } from "../../ui/dates";
import type { Scope } from "./scope";

/** The month that is looked at, the period that it ends, and the months of the courses. */
export interface Times {
  month: string;
  period: { from: string; until: string };
  course: { from: string; until: string };
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
