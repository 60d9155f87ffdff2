import { monthBy } from "../../ui/dates";
import { useUrlText } from "../../ui/urlState";

const FIRST = 36;

/** The month in the address; empty for the last one that is over, which the platform knows. */
export function useMonth(): [string, (month: string) => void] {
  return useUrlText("month");
}

/** Months that can be asked for, the newest first: the present one and three years back. */
export function monthsTo(now: string): readonly string[] {
  return Array.from({ length: FIRST + 1 }, (_, back) => monthBy(now, -back));
}
