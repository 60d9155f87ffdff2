/** Labels of an axis of days: at months that stand evenly, however the days come. */
import { monthBy, monthName } from "../../ui/dates";

const STEPS = [1, 2, 3, 6, 12, 24, 60, 120] as const;
/** What a label takes with the room beside it. */
const LABEL = 68;

/** The first days of the months to name; nothing where the days are too close together for months. */
export function monthTicks(days: readonly string[], width: number): string[] {
  const sorted = days.toSorted();
  const [first, last] = [numberOf(sorted[0] ?? ""), numberOf(sorted.at(-1) ?? "")];
  const span = last - first;
  if (!(span >= 2)) return [];
  const step = STEPS.find((each) => span / each <= Math.max(2, width / LABEL)) ?? 120;
  const months = Array.from({ length: span + 1 }, (_, at) => first + at);
  return months.filter((each) => each % step === 0).map((each) => `${monthBy("0000-01", each)}-01`);
}

/** What an axis needs to be labelled there. */
export function dateLabels(days: readonly string[], width: number) {
  const ticks = monthTicks(days, width);
  if (ticks.length < 2) return {};
  const isYears = ticks.every((each) => each.slice(5, 7) === "01");
  const formatter = (instant: number, index: number) => {
    const at = new Date(instant);
    if (isYears) return String(at.getFullYear());
    const name = monthName(`${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, "0")}`);
    return index === 0 || at.getMonth() === 0 ? name : name.slice(0, 3);
  };
  return { customValues: ticks, formatter };
}

/** Months since the year 0. */
function numberOf(day: string): number {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}
