/** How results and limits read. */
import { unitMark } from "../../charts/format";
import { dayName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { quality as words } from "../../words/quality";
import type { ParameterResults, Result } from "./results";

/** `at most 50 mg/kg`, `820 to 850 kg/m3`, or that there is none. */
export function saidLimits({ low, high, unit }: Pick<Result, "low" | "high" | "unit">): string {
  if (low === null && high === null) return words.strips.noLimit;
  const tail = unit ? ` ${unitMark(unit)}` : "";
  return (
    words.strips.limits(low === null ? "" : exactNumber(low), high === null ? "" : exactNumber(high)) + tail
  );
}

export function saidValues({ results, unit }: ParameterResults): string {
  const values = results.flatMap((each) => (each.value === null ? [] : [each.value]));
  if (values.length === 0) return words.strips.noValues;
  const text = words.strips.values(exactNumber(Math.min(...values)), exactNumber(Math.max(...values)));
  return unit ? `${text} ${unitMark(unit)}` : text;
}

export function saidMark(each: Result): string {
  return words.strips.mark(each.sample, each.printed, dayName(each.week));
}
