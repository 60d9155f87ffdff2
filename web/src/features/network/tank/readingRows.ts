/** What is drawn as a table and as a file: every point with its exact figures. */
import type { Point, Series } from "../../../client/network";
import type { GridColumn } from "../../../ui/DataGrid";
import { instantName } from "../../../ui/dates";
import { exactNumber } from "../../../ui/numbers";
import { network } from "../../../words/network";
import { doubtsOf } from "./course";

const words = network.tank.course;
type Figure = keyof Point & keyof typeof words.columns;

const SINGLE: readonly Figure[] = [
  "level_m",
  "volume_l",
  "standard_volume_l",
  "temp_c",
  "water_m",
  "variance_l",
];
const BUCKET: readonly Figure[] = [
  "readings",
  "level_m",
  "level_min_m",
  "level_max_m",
  "volume_l",
  "volume_min_l",
  "volume_max_l",
  "variance_l",
];

/** The columns of the table; a file of it says instants as the platform does and quality by its code. */
export function readingColumns(grain: Series["grain"]): readonly GridColumn<Point>[] {
  const figures = grain === "reading" ? SINGLE : BUCKET;
  return [
    {
      key: "at",
      name: words.columns.at,
      width: 216,
      value: (row) => row.at,
      show: (row) => instantName(row.at),
    },
    ...figures.map((key) => ({
      key,
      name: words.columns[key],
      isNumber: true,
      value: (row: Point) => row[key] ?? null,
      show: (row: Point) => (typeof row[key] === "number" ? exactNumber(row[key]) : network.unknown),
    })),
    {
      key: "quality",
      name: words.columns.quality,
      width: 180,
      value: (row) => qualityCode(row, grain),
      show: (row) => qualityWords(row, grain),
    },
  ];
}

function qualityCode(point: Point, grain: Series["grain"]): string {
  const doubts = doubtsOf(point);
  if (doubts.length === 0) return "good";
  return doubts.map(({ doubt, count }) => (grain === "reading" ? doubt : `${doubt}: ${count}`)).join("; ");
}

/** The quality of a point in words. */
export function qualityWords(point: Point, grain: Series["grain"]): string {
  const doubts = doubtsOf(point);
  if (doubts.length === 0) return words.short.good;
  return doubts
    .map(({ doubt, count }) =>
      grain === "reading" ? words.short[doubt] : words.marked(count, words.short[doubt]),
    )
    .join(", ");
}
