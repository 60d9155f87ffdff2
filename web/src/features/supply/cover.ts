/** How long full tanks would last: what they hold over what leaves them on a day of the period. */
import type { QueryRow } from "../../client/contract";
import { monthBy } from "../../ui/dates";

/** Litres in a cubic metre. */
const LITRES = 1000;
const DAY = 86_400_000;
/** Of what belongs to no group, such as crude oil, nothing is sold. */
const NONE = "null";

export interface Cover {
  /** A group of products, or a depot. */
  what: string;
  /** Cubic metres; null where no capacity is published. */
  capacity: number | null;
  /** Litres a day, or kilograms; null where nothing is published. */
  daily: number | null;
  dailyUnit: string;
  /** Null where one of both is missing or they are not counted in volume alike. */
  days: number | null;
}

/** The days of some months: `2024-02` has 29. */
export function daysOf(months: Iterable<string>): number {
  let days = 0;
  for (const month of new Set(months))
    days += (Date.parse(`${monthBy(month, 1)}-01`) - Date.parse(`${month}-01`)) / DAY;
  return days;
}

/**
 * Capacity beside throughput for each value of a column that both know, longest cover first.
 *
 * @param capacities capacity by `by` and unit
 * @param throughput volume by month, `by` and unit
 */
export function cover(capacities: readonly QueryRow[], throughput: readonly QueryRow[], by: string): Cover[] {
  const days = daysOf(throughput.filter(hasVolume).map((row) => String(row["month"])));
  const held = new Map<string, number>();
  for (const row of capacities)
    if (row["unit"] === "m3" && typeof row["capacity"] === "number")
      held.set(String(row[by]), (held.get(String(row[by])) ?? 0) + row["capacity"]);
  const left = new Map<string, { volume: number; unit: string }>();
  for (const row of throughput.filter(hasVolume)) {
    const key = String(row[by]);
    left.set(key, {
      volume: (left.get(key)?.volume ?? 0) + Number(row["volume"]),
      unit: String(row["unit"]),
    });
  }
  return [...new Set([...held.keys(), ...left.keys()])]
    .filter((what) => what !== NONE)
    .map((what) => {
      const [capacity, gone] = [held.get(what) ?? null, left.get(what)];
      const daily = gone && days ? gone.volume / days : null;
      const isAlike = capacity !== null && daily !== null && daily > 0 && gone?.unit === "L";
      const told = isAlike ? (capacity * LITRES) / daily : null;
      return { what, capacity, daily, dailyUnit: gone?.unit ?? "", days: told };
    })
    .filter((each) => each.capacity || each.daily)
    .sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || (b.capacity ?? 0) - (a.capacity ?? 0));
}

function hasVolume(row: QueryRow): boolean {
  return typeof row["volume"] === "number";
}
