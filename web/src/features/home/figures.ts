/** The key figures of one unit: its latest month and its latest twelve, each beside the year before. */
import { monthTotals, sum, type MonthlySeries } from "../../charts/series";

export interface Figure {
  value: number;
  /** Change on the same time a year before as a ratio; null where that year is not wholly known. */
  change: number | null;
  months: [string, string];
  spark: (number | null)[];
}

export function latestMonth(all: MonthlySeries): Figure | null {
  return figure(all, 1);
}

export function latestYear(all: MonthlySeries): Figure | null {
  return figure(all, 12);
}

function figure(all: MonthlySeries, width: number): Figure | null {
  const totals = monthTotals(all.months, all.series);
  const end = totals.length;
  if (end < width) return null;
  const now = totals.slice(end - width);
  const before = end - width - 12 >= 0 ? totals.slice(end - width - 12, end - 12) : [];
  if (now.includes(null)) return null;
  const isKnown = before.length === width && !before.includes(null) && sum(before) > 0;
  return {
    value: sum(now),
    change: isKnown ? sum(now) / sum(before) - 1 : null,
    months: [all.months[end - width] as string, all.months[end - 1] as string],
    spark: width === 1 ? totals.slice(-24) : runningTotals(totals, width).slice(-24),
  };
}

function runningTotals(totals: readonly (number | null)[], width: number): (number | null)[] {
  return totals.map((_, index) => {
    const window = totals.slice(Math.max(0, index - width + 1), index + 1);
    return window.length < width || window.includes(null) ? null : sum(window);
  });
}
