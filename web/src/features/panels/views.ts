/** Which pictures a question can be seen as, the most telling first. */
import type { Query } from "../../client/contract";
import { isSum, isTime } from "../../charts/format";
import type { Kind, View } from "../../charts/view";

/** The dimensions that are no time and no unit, in their order. */
export function namesOf(question: Query): string[] {
  return (question.dimensions ?? []).filter((each) => !isTime(each) && each !== "unit");
}

const LINES: readonly Kind[] = ["line", "area", "bar"];

/** Every view that shows all of the answer; a table always does. */
export function viewsOf(question: Query, y: string = question.measures[0]!): View[] {
  const names = namesOf(question);
  const times = (question.dimensions ?? []).filter(isTime);
  const [time] = times;
  const table: View = { kind: "table", y };
  // A value that does not add up must not stand for several rows.
  if (times.length > 1 || (names.length > (time ? 1 : 2) && !isSum(y))) return [table];
  return [...(time ? overTime(time, names, y) : compared(names, y)), table];
}

/** The view that is kept, where the answer still has its columns; else the first that fits, of the same kind if any. */
export function viewFor(question: Query, kept: View | null): View {
  const y = kept && columnsOf(question).includes(kept.y) ? kept.y : question.measures[0]!;
  const views = viewsOf(question, y);
  const same = views.find((each) => each.kind === kept?.kind);
  const named = [kept?.x, kept?.series, ...(kept?.path ?? [])].filter((each) => each !== undefined);
  const fits = same && named.every((each) => question.dimensions?.includes(each));
  return kept && fits ? kept : (same ?? views[0]!);
}

/** The measures' columns, with those that a comparison adds. */
export function columnsOf({ measures, compare }: Query): string[] {
  const more = (measure: string) => ["before", "change", "growth"].map((each) => `${measure}_${each}`);
  return measures.flatMap((each) => (compare ? [each, ...more(each)] : [each]));
}

function overTime(x: string, names: readonly string[], y: string): View[] {
  const series = names[0];
  const told = { x, y, ...(series && { series }) };
  const shares: View[] = series && isSum(y) ? [{ kind: "area", ...told, asShare: true }] : [];
  const lines = (isSum(y) && series ? (["area", "line", "bar"] as const) : LINES).map((kind) => ({
    kind,
    ...told,
  }));
  const heat: View[] = series ? [{ kind: "heat", ...told }] : [];
  const figure: View[] = series ? [] : [{ kind: "figure", x, y }];
  const flow: View[] = names.length > 1 && isSum(y) ? [{ kind: "sankey", y, path: [...names] }] : [];
  return [...lines, ...shares, ...heat, ...figure, ...flow];
}

function compared(names: readonly string[], y: string): View[] {
  const [first, second] = names;
  if (!first) return [{ kind: "figure", y }];
  if (
    names.includes("component") &&
    y === "component_value" &&
    names.every((each) => /^(component|role)$/.test(each))
  )
    return [{ kind: "waterfall", x: "component", y, series: "role" }];
  const bars: View = { kind: "bar", x: first, y, ...(second && { series: second }) };
  if (!second) {
    const tiles: View[] = first.startsWith("region") ? [{ kind: "tiles", x: first, y }] : [];
    return [{ kind: "ranking", x: first, y }, ...tiles, bars];
  }
  const flow: View[] = isSum(y) ? [{ kind: "sankey", y, path: [...names] }] : [];
  return [{ kind: "heat", x: second, y, series: first }, bars, ...flow];
}
