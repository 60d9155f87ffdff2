/** How the values of a column read: in words and figures, short on an axis, exact in a table. */
import { valueName } from "../client/labels";
import { dayName, monthName } from "../ui/dates";
import {
  axisNumber,
  exactNumber,
  percent,
  points,
  price,
  shortNumber,
  shortPrice,
  signedPercent,
} from "../ui/numbers";
import { charts } from "../words/charts";
import type { Format, Row, View } from "./view";

/** Columns that say when. */
export const TIMES = ["year", "half", "quarter", "month", "week", "window", "day"] as const;
/** Their days are not evenly spaced, so that they stand on an axis of time. */
export const DATES: readonly string[] = ["day", "week", "window"];

const PRICES = /price$|^spread$|^component_value$|^indicator_|^quality_/;
const COUNTS = [
  "cells",
  "rank",
  "companies_active",
  "prices",
  "companies_selling",
  "revisions",
  "components",
  "results",
  "samples",
  "depots",
  "outside",
  "suspects",
  "compared",
  "disagreements",
  "component_position",
];
const SUMS = [
  "volume",
  "tonnes",
  "share",
  "share_tonnes",
  "cells",
  "capacity",
  "received",
  "issued",
  "component_value",
  "component_share",
];
/** Measures whose figures of litres and of kilograms may stand side by side. */
const UNBOUND = ["tonnes", "share_tonnes", "rank", "hhi"];

export function isTime(column: string | undefined): boolean {
  return (TIMES as readonly string[]).includes(column ?? "");
}

/** How a measure's values read, by its name; a comparison's columns read as their measure. */
export function formatOf(column: string): Format {
  if (/_growth$|^growth_|share/.test(column)) return "percent";
  const measure = column.replace(/_(before|change)$/, "");
  if (COUNTS.includes(measure)) return "count";
  if (measure === "hhi") return "index";
  return PRICES.test(measure) ? "price" : "quantity";
}

/** Whether the values of its series can be added up. */
export function isSum(column: string): boolean {
  return SUMS.includes(column);
}

/** Whether a sign says which way, as in a change. */
export function isChange(column: string): boolean {
  return /_(growth|change)$|^growth_/.test(column);
}

/** A change of a percentage is no percentage of it. */
function isPoints(column: string): boolean {
  return /share\w*_change$/.test(column);
}

/** The units of the rows that have a value, most rows first; one empty word where the measure has none. */
export function unitsOf(rows: readonly Row[], y: string): string[] {
  if (UNBOUND.includes(y) || formatOf(y) === "count") return [y === "tonnes" ? "t" : ""];
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (typeof row[y] !== "number") continue;
    const unit = String(row["unit"] ?? "");
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([unit]) => unit);
}

/** The rows of one of its units. */
export function rowsOfUnit(rows: readonly Row[], y: string, unit: string): readonly Row[] {
  return unitsOf(rows, y).length < 2 ? rows : rows.filter((row) => String(row["unit"] ?? "") === unit);
}

/** Units as they are written. */
const MARKS: Readonly<Record<string, string>> = { m3: "m³", "kg/m3": "kg/m³" };

/** A unit as it is written: `kg/m3` → `kg/m³`. */
export function unitMark(unit: string): string {
  return MARKS[unit] ?? unit;
}

/** A value with its unit, short: `2.61 bn L`, `14.29 GHS/L`, `3.2 %`. */
export function say(value: number, format: Format, unit = ""): string {
  const text = {
    quantity: shortNumber,
    percent: percent,
    price: price,
    count: exactNumber,
    index: shortNumber,
  }[format](value);
  const mark = unitMark(unit);
  return mark && format !== "percent" && format !== "count" && format !== "index" ? `${text} ${mark}` : text;
}

/** A value of a column as said in a tooltip or a list: changes keep their sign. */
export function sayColumn(column: string, value: number, unit = "", format = formatOf(column)): string {
  if (!isChange(column)) return say(value, format, unit);
  if (isPoints(column)) return points(value);
  if (format === "percent") return signedPercent(value);
  return `${value > 0 ? "+" : ""}${say(value, format, unit)}`;
}

/** A value in a cell of a picture, whose unit stands over it. */
export function sayCell(column: string, value: number, format: Format): string {
  const text = sayColumn(column, value, "", format);
  return format === "percent" ? text.replace(/ \D+$/, "") : text;
}

/** A value on an axis, where room is short. */
export function sayAxis(value: number, format: Format): string {
  if (format === "percent") return `${axisNumber(Number((value * 100).toFixed(1)))} %`;
  return format === "price" ? shortPrice(value) : axisNumber(value);
}

/** Every digit of a value, as tables and copies show it. */
export function exact(column: string, value: string | number | null | undefined): string {
  if (typeof value !== "number" || isTime(column)) return readValue(column, value);
  return formatOf(column) === "percent" ? exactNumber(value * 100) + " %" : exactNumber(value);
}

/** A value of a dimension as people read it: times as dates, codes as names. */
export function readValue(column: string, value: string | number | null | undefined): string {
  const text = String(value ?? "");
  if (column === "month") return monthName(text);
  if (column === "quarter" || column === "half") return text.replace(/^(\d{4})-(\w\d)$/, "$2 $1");
  return DATES.includes(column) ? dayName(text) : valueName(column, value);
}

/** What the value axis counts: `Litres a month`, `GHS/L`, `Percent of the whole`. */
export function unitWords(view: View, unit: string): string {
  const format = view.format ?? formatOf(view.y);
  if (view.asShare) return charts.shareOfWhole;
  if (format === "percent") return isPoints(view.y) ? charts.points : charts.percent;
  if (format !== "quantity") return unitMark(unit);
  const per = isSum(view.y) && view.x ? charts.per[view.x] : undefined;
  return [valueName("unit", unit || null).replace("–", ""), per].filter(Boolean).join(" ");
}
