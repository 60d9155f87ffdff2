/** Rows and a view → what a chart with axes draws. Pure, so that it can be tested without a canvas. */
import { columnName, OTHERS_CODE } from "../client/labels";
import { charts } from "../words/charts";
import { formatOf, isSum, isTime, readValue, rowsOfUnit, sayColumn, unitsOf } from "./format";
import { shortNames } from "./names";
import { slotsOf, variableOf } from "./palette";
import { periodsOf } from "./periods";
import type { Format, Row, View } from "./view";

/** One line, layer or colour. */
export interface Part {
  code: string;
  name: string;
  /** As it stands in a legend or at an axis. */
  short: string;
  /** The CSS variable of its colour. */
  variable: string;
  /** One value for each place on the axis; null where there is no fact. */
  values: (number | null)[];
  rows: (Row | undefined)[];
  /** What it is ordered by. */
  size: number;
}

export interface Shaped {
  view: View;
  unit: string;
  format: Format;
  xs: string[];
  parts: Part[];
  /** How many series there was no room for. */
  left: number;
}

const MOST_SERIES = 8;

/** The series of one unit, largest first, over every period or value of `x`: what is unknown is a gap, not a zero. */
export function shape(
  rows: readonly Row[],
  view: View,
  unit = unitsOf(rows, view.y)[0] ?? "",
  most = MOST_SERIES,
): Shaped {
  const mine = rowsOfUnit(rows, view.y, unit);
  const x = view.x ?? "";
  const known = mine.filter(
    (row) => row[x] !== null && row[x] !== undefined && typeof row[view.y] === "number",
  );
  const codes = known.map((row) => String(row[x]));
  const xs = isTime(x) ? periodsOf(x, codes) : [...new Set(codes)];
  const all = partsOf(mine, view, xs);
  const kept = fold(all, view, most);
  const slots = slotsOf(
    view.series ?? view.y,
    kept.map((each) => each.code),
  );
  const short = shortNames(kept.map((each) => each.name));
  const parts = kept.map((each, at) => ({
    ...each,
    short: short[at] ?? each.name,
    variable: variableOf(view.series ?? "", each.code, slots),
  }));
  const whole = {
    view,
    unit,
    format: view.asShare ? "percent" : (view.format ?? formatOf(view.y)),
    xs,
  } as const;
  return {
    ...whole,
    parts: view.asShare ? shares(parts, xs) : parts,
    left: isSum(view.y) ? 0 : all.length - kept.length,
  };
}

/** The sum over the series for each place; null where none has a fact. */
export function totals(parts: readonly Part[], count: number): (number | null)[] {
  return Array.from({ length: count }, (_, index) =>
    addKnown(parts.map((each) => each.values[index] ?? null)),
  );
}

/** The words of one place on the axis: its name, the total where values add up, and each series. */
export function reading(shaped: Shaped, index: number): string {
  const { view, xs, parts, unit, format } = shaped;
  const said = parts.flatMap((each) => {
    const value = each.values[index];
    return typeof value === "number" ? [`${each.name} ${sayColumn(view.y, value, unit, format)}`] : [];
  });
  const total = hasTotal(shaped) ? totals(parts, xs.length)[index] : null;
  const whole =
    typeof total === "number" ? [`${charts.total} ${sayColumn(view.y, total, unit, format)}`] : [];
  return `${readValue(view.x ?? "", xs[index])}: ${said.length ? [...whole, ...said].join(", ") : charts.noFacts}`;
}

/** Whether the values that stand over each other make a whole that says something. */
export function hasTotal({ view, parts }: Shaped): boolean {
  return parts.length > 1 && isSum(view.y) && !view.asShare;
}

export function addKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((each) => each !== null);
  return known.length === 0 ? null : known.reduce((total, each) => total + each, 0);
}

function partsOf(rows: readonly Row[], view: View, xs: readonly string[]): Part[] {
  const place = new Map(xs.map((code, index) => [code, index]));
  const found = new Map<string, Part>();
  for (const row of rows) {
    const index = place.get(String(row[view.x ?? ""]));
    const value = row[view.y];
    if (index === undefined || typeof value !== "number") continue;
    const code = view.series ? String(row[view.series] ?? "") : view.y;
    const part = found.get(code) ?? emptyPart(code, readSeries(view, code), xs.length);
    part.values[index] = isSum(view.y) ? value + (part.values[index] ?? 0) : value;
    part.rows[index] = row;
    found.set(code, part);
  }
  const parts = [...found.values()];
  for (const each of parts) each.size = sizeOf(each, view);
  return parts.sort(
    (a, b) => rankOf(a) - rankOf(b) || (view.y === "rank" ? a.size - b.size : b.size - a.size),
  );
}

function readSeries(view: View, code: string): string {
  return view.series ? readValue(view.series, code) : columnName(view.y);
}

function emptyPart(code: string, name: string, count: number): Part {
  const values = new Array<number | null>(count).fill(null);
  return {
    code,
    name,
    short: name,
    variable: "",
    values,
    rows: new Array<Row | undefined>(count).fill(undefined),
    size: 0,
  };
}

/** By its sum; where values do not add up, by the newest one. */
function sizeOf(part: Part, view: View): number {
  if (isSum(view.y)) return addKnown(part.values) ?? 0;
  return part.values.findLast((each) => each !== null) ?? 0;
}

function rankOf(part: Part): number {
  return part.code === OTHERS_CODE ? 1 : 0;
}

/** The largest alone, and the rest together where values add up. */
function fold(all: readonly Part[], view: View, most: number): Part[] {
  const shownParts = isSum(view.y) ? all.filter((each) => each.size !== 0) : [...all];
  if (shownParts.length <= most) return shownParts;
  if (!isSum(view.y)) return shownParts.slice(0, most);
  const rest = shownParts.slice(most - 1);
  const name = charts.others(rest.length);
  const others = { ...emptyPart(OTHERS_CODE, name, all[0]?.values.length ?? 0) };
  others.values = others.values.map((_, index) => addKnown(rest.map((each) => each.values[index] ?? null)));
  others.size = addKnown(others.values) ?? 0;
  return [...shownParts.slice(0, most - 1), others];
}

function shares(parts: readonly Part[], xs: readonly string[]): Part[] {
  const whole = totals(parts, xs.length);
  return parts.map((each) => ({
    ...each,
    values: each.values.map((value, index) =>
      value === null || !whole[index] ? null : value / whole[index],
    ),
  }));
}
