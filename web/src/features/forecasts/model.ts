import type { Row } from "../../charts/view";
import type { ForecastMonth, ForecastOfOne, ForetoldMonth } from "../../client/forecasts";
import { monthBy } from "../../ui/dates";

export type Range = "80" | "95";

/** Months of the past that a picture shows before those ahead. */
const BEFORE = 36;

/** The past and the months ahead as one line with its band, which begins where the past ends. */
export function pictureOf({ first_month, past, rows, unit }: ForecastOfOne, range: Range): Row[] {
  const start = Math.max(0, past.length - BEFORE);
  const known = past.slice(start).map((volume, index) => ({
    month: monthBy(first_month, start + index),
    volume,
    unit,
    volume_low: null,
    volume_high: null,
  }));
  const [low, high] = range === "80" ? (["lo80", "hi80"] as const) : (["lo95", "hi95"] as const);
  const ahead = rows.map((row) => ({
    month: row.month,
    volume: row.forecast,
    unit,
    volume_low: row[low],
    volume_high: row[high],
  }));
  return [...known, ...ahead];
}

/** The change of the next months' sum on the same months a year before; null where one of those is not known. */
export function onLastYear({ first_month, past, rows }: ForecastOfOne): number | null {
  const ahead = rows.map(({ forecast }) => forecast);
  const before = rows.map(({ month }) => past[monthsFrom(first_month, month) - 12] ?? null);
  const [next, then] = [sum(ahead), sum(before)];
  return next === null || !then ? null : next / then - 1;
}

/** How an unknown is told: all months ahead, some, or none. */
export function unknownOf(rows: readonly ForecastMonth[]): "all" | "some" | "none" {
  const unknown = rows.filter((row) => row.is_unknown).length;
  return unknown === 0 ? "none" : unknown === rows.length ? "all" : "some";
}

export interface Judged extends ForetoldMonth {
  /** Forecast less what came, over what came. */
  miss: number | null;
  isWithin80: boolean | null;
}

/** What was foretold of one product and has come by now, the newest month first, the newest forecast of it first. */
export function judged(months: readonly ForetoldMonth[], product: string): Judged[] {
  return months
    .filter((each) => each.product === product && each.came !== null)
    .map((each) => ({ ...each, miss: missOf(each), isWithin80: withinOf(each) }))
    .sort((one, other) => other.month.localeCompare(one.month) || other.made_at.localeCompare(one.made_at));
}

function missOf({ forecast, came }: ForetoldMonth): number | null {
  return forecast === null || !came ? null : forecast / came - 1;
}

function withinOf({ lo80, hi80, came }: ForetoldMonth): boolean | null {
  return lo80 === null || hi80 === null || came === null ? null : lo80 <= came && came <= hi80;
}

function monthsFrom(first: string, month: string): number {
  const index = (each: string) => Number(each.slice(0, 4)) * 12 + Number(each.slice(5));
  return index(month) - index(first);
}

function sum(values: readonly (number | null)[]): number | null {
  return values.some((each) => each === null)
    ? null
    : values.reduce<number>((all, each) => all + Number(each), 0);
}
