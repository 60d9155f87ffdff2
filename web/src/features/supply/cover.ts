/** How long full tanks would last: what they hold over what leaves them on a day of the period. */
import type { QueryRow } from "../../client/contract";
import { monthBy } from "../../ui/dates";

/** Litres in a cubic metre. */
const LITRES = 1000;
const DAY = 86_400_000;

export interface Cover {
  key: string;
  /** Empty where all depots are taken together. */
  depot: string;
  group: string;
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
 * Capacity beside throughput for each group of products, and each depot where the rows name them, longest cover first.
 * A group is counted in one unit, so that litres and kilograms never meet.
 *
 * @param capacities capacity by product group and unit
 * @param throughput volume by month, product group and unit
 */
export function cover(capacities: readonly QueryRow[], throughput: readonly QueryRow[]): Cover[] {
  const known = throughput.filter((row) => typeof row["volume"] === "number");
  const days = daysOf(known.map((row) => String(row["month"])));
  const held = summed(
    capacities.filter((row) => row["unit"] === "m3"),
    "capacity",
  );
  const left = summed(known, "volume");
  return [...new Map([...left, ...held])]
    .filter(([, { row }]) => row["product_group"] !== null)
    .map(([key, { row }]) => {
      const [capacity, gone] = [held.get(key)?.sum ?? null, left.get(key)];
      const daily = gone && days ? gone.sum / days : null;
      const dailyUnit = String(gone?.row["unit"] ?? "");
      const isAlike = capacity !== null && daily !== null && daily > 0 && dailyUnit === "L";
      return {
        key,
        depot: String(row["depot"] ?? ""),
        group: String(row["product_group"]),
        capacity,
        daily,
        dailyUnit,
        days: isAlike ? (capacity * LITRES) / daily : null,
      };
    })
    .filter((each) => each.capacity || each.daily)
    .sort((a, b) => (b.days ?? -1) - (a.days ?? -1) || (b.capacity ?? 0) - (a.capacity ?? 0));
}

function summed(rows: readonly QueryRow[], column: string) {
  const sums = new Map<string, { row: QueryRow; sum: number }>();
  for (const row of rows) {
    const key = `${row["depot"] ?? ""} ${row["product_group"]}`;
    const before = sums.get(key);
    sums.set(key, { row: before?.row ?? row, sum: (before?.sum ?? 0) + Number(row[column] ?? 0) });
  }
  return sums;
}
