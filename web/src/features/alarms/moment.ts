/** The time around the moment that an alarm began. Pure. */
import type { Point } from "../../client/network";

const HOUR = 3_600_000;
/** So long before, so that one sees what was usual; so long after, to see what came of it. */
const [BEFORE, AFTER, LONGEST] = [3 * HOUR, HOUR, 24 * HOUR];

/** What is shown of an alarm's tank: some hours before, until it had ended, a day at most. */
export function around(begun_at: string, ended_at: string | null): { from: number; until: number } {
  const begun = Date.parse(begun_at);
  const ended = ended_at ? Math.max(begun, Date.parse(ended_at)) : begun;
  return { from: begun - BEFORE, until: Math.min(ended + AFTER, begun + LONGEST) };
}

/** So many points, those nearest to a moment, in their order. */
export function nearest(points: readonly Point[], at: string, count: number): Point[] {
  const moment = Date.parse(at);
  const first = points.findIndex((each) => Date.parse(each.at) >= moment);
  const middle = first < 0 ? points.length - 1 : first;
  const from = Math.max(0, Math.min(middle - Math.floor(count / 2), points.length - count));
  return points.slice(from, from + count);
}
