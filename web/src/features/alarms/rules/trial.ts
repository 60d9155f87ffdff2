/** What came of trying a rule on past readings. */
import type { RuleName, RulePreview } from "../../../client/alarmRules";

/** Conditions that follow from more than the readings of a tank: a month's test, a paper, a silence. */
const NOT_BY_READING: readonly RuleName[] = [
  "silent",
  "slow_loss",
  "short_delivery",
  "meter_drift",
  "chart_error",
  "reconciliation",
];

/** Whether it can be tried. */
export function isTriable(name: RuleName): boolean {
  return !NOT_BY_READING.includes(name);
}

/** How often each site would have been called, the most often first. */
export function bySite(calls: RulePreview["calls"]): readonly { place: string; times: number }[] {
  const times = new Map<string, number>();
  for (const { place } of calls) times.set(place, (times.get(place) ?? 0) + 1);
  return [...times]
    .map(([place, count]) => ({ place, times: count }))
    .sort((a, b) => b.times - a.times || a.place.localeCompare(b.place));
}
