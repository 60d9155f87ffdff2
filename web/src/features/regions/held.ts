/** Which times have regional figures: months where there are any, and years that are known as a whole alone. */
import type { QueryRow } from "../../client/contract";
import type { Scope } from "../scope";
import { timesOf, type Times } from "../scope/times";
import type { Step } from "./questions";

export interface Held {
  /** Months with figures, oldest first. */
  months: readonly string[];
  /** Years with figures, oldest first. */
  years: readonly number[];
}

export function heldOf(months: readonly QueryRow[], years: readonly QueryRow[]): Held {
  const told = (rows: readonly QueryRow[]) => rows.filter((row) => Number(row["cells"]) > 0);
  return {
    months: told(months)
      .map((row) => String(row["month"]))
      .sort(),
    years: told(years)
      .map((row) => Number(row["year"]))
      .sort((a, b) => a - b),
  };
}

/** Years known as a whole alone: those before the months begin. */
export function wholeYears({ months, years }: Held): readonly number[] {
  const first = Number(months[0]?.slice(0, 4) ?? Infinity);
  return years.filter((each) => each < first);
}

/** Years between the first and the last that nothing is told of. */
export function missingYears({ years }: Held): readonly number[] {
  const [first = 0, last = -1] = [years[0], years.at(-1)];
  return Array.from({ length: last - first + 1 }, (_, at) => first + at).filter(
    (each) => !years.includes(each),
  );
}

/** The newest month, or the last month of the newest year where only years are known. */
export function latestOf({ months, years }: Held): string | undefined {
  return months.at(-1) ?? (years.length > 0 ? `${years.at(-1)}-12` : undefined);
}

/** Whole years where the time that was chosen begins before there are months. */
export function usualStep({ months }: Held, { from, to }: Pick<Scope, "from" | "to">): Step {
  const first = months[0];
  return !first || (from && from < first) || (to && to < first) ? "year" : "month";
}

/**
 * The times that the page speaks of.
 *
 * @param since the first month in which the regions are told apart; empty for any.
 */
export function timesFor(held: Held, scope: Pick<Scope, "from" | "to">, step: Step, since: string): Times {
  const times = timesOf(scope, latestOf(held) ?? "");
  const begin = step === "year" ? `${held.years[0]}-01` : (held.months[0] ?? times.course.from);
  const course = step === "year" ? begin : later(times.course.from, begin);
  return {
    ...times,
    period: { ...times.period, from: later(times.period.from, since) },
    course: { ...times.course, from: later(course, since) },
  };
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}
