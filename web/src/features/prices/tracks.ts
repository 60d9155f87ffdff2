/** Rows of several questions → rows of pictures that share one axis of time, each in its own unit. */
import { valueName } from "../../client/labels";
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface Line {
  code: string;
  name: string;
  /** The product whose colour it has; none for rates and crude oil. */
  product?: string;
  /** Days in order, each with its value. */
  points: readonly (readonly [day: string, value: number])[];
}

/** One row of the picture: lines of one unit. */
export interface Track {
  title: string;
  unit: string;
  lines: Line[];
}

/** What is in one track: a title, and which indicators stand in it. */
const GROUPS = [
  ["crude", /^crude_/],
  ["world", /^world_/],
] as const;

type Titles = Readonly<Record<"fx" | "crude" | "world", string>>;

/** The tracks of indicators: the exchange rate in one printed unit, crude oil, and world products. */
export function indicatorTracks(rows: readonly QueryRow[], fxUnit: string, titles: Titles): Track[] {
  const known = rows.filter((row) => typeof row["indicator_value"] === "number");
  const of = (test: (code: string) => boolean) => known.filter((row) => test(String(row["indicator"])));
  const fx = of((code) => code.startsWith("fx_")).filter((row) => row["unit"] === fxUnit);
  const tracks = [track(titles.fx, fx)];
  for (const [group, pattern] of GROUPS)
    for (const own of grouped(
      of((code) => pattern.test(code)),
      (row) => String(row["unit"]),
    ).values())
      tracks.push(track(titles[group], own));
  return tracks.filter((each) => each.lines.length > 0);
}

function track(title: string, rows: readonly QueryRow[]): Track {
  const lines = [...grouped(rows, (row) => String(row["indicator"]))].map(([code, of]) => ({
    code,
    name: valueName("indicator", code),
    ...(code.startsWith("world_") && { product: productOf(code) }),
    points: points(of, "indicator_value"),
  }));
  return { title, unit: String(rows[0]?.["unit"] ?? ""), lines };
}

function productOf(code: string): string {
  const name = code.slice("world_".length);
  return name === "jet" ? "atk" : name;
}

/** The days and values of a column, in order. */
export function points(rows: readonly QueryRow[], column: string): (readonly [string, number])[] {
  return rows
    .filter((row) => typeof row[column] === "number")
    .map((row) => [String(row["day"]), Number(row[column])] as const)
    .sort(([a], [b]) => a.localeCompare(b));
}

/** The units in which an exchange rate was printed, the one of the newest figures first, then by how many there are. */
export function fxUnits(rows: readonly QueryRow[]): string[] {
  const rates = rows.filter(
    (row) => String(row["indicator"]).startsWith("fx_") && row["indicator_value"] !== null,
  );
  const last = (of: readonly QueryRow[]) =>
    of.reduce((day, row) => (String(row["day"]) > day ? String(row["day"]) : day), "");
  return [...grouped(rates, (row) => String(row["unit"]))]
    .sort(([, a], [, b]) => last(b).localeCompare(last(a)) || b.length - a.length)
    .map(([unit]) => unit);
}

/** What a printed unit comes to in another one: its figures are `factor` times those of the other. */
export interface Likeness {
  other: string;
  factor: number;
}

/** Days within which two figures speak of the same rate. */
const NEAR = 16;
const DAY = 86_400_000;

/**
 * How figures in a printed unit stand to those in another one that were published near the same days, where it is a
 * power of ten: `GHp/USc` may be printed over pesewas for a whole dollar. None where they agree or are not comparable.
 */
export function likenessOf(rows: readonly QueryRow[], unit: string): Likeness | undefined {
  const rates = rows.filter(
    (row) => String(row["indicator"]).startsWith("fx_") && typeof row["indicator_value"] === "number",
  );
  const at = (row: QueryRow) => Date.parse(String(row["day"]));
  const own = rates.filter((row) => row["unit"] === unit);
  for (const other of fxUnits(rates).filter((each) => each !== unit)) {
    const ratios = rates
      .filter((row) => row["unit"] === other)
      .flatMap((row) => {
        const near = own.filter((each) => Math.abs(at(each) - at(row)) <= NEAR * DAY);
        return near.map((each) => Number(each["indicator_value"]) / Number(row["indicator_value"]));
      })
      .sort((a, b) => a - b);
    const power = Math.log10(ratios[Math.floor(ratios.length / 2)] ?? 1);
    if (Math.round(power) !== 0 && Math.abs(power - Math.round(power)) < 0.05)
      return { other, factor: 10 ** Math.round(power) };
  }
  return undefined;
}

/** The last figure that was known on a day, and of when it is. */
export function valueOn(
  { points: known }: Line,
  day: string,
): readonly [day: string, value: number] | undefined {
  return known.findLast(([at]) => at <= day);
}

/** Every day that any track has a figure for, within the time shown. */
export function daysOf(tracks: readonly Track[], from: string, to: string): string[] {
  const days = tracks.flatMap(({ lines }) => lines.flatMap((line) => line.points.map(([day]) => day)));
  return [...new Set(days)].filter((day) => day >= from && day <= to).sort();
}

/** The time that the picture shows: all of a chosen one, else without the start of one long history that presses the rest. */
export function reachOf(tracks: readonly Track[], isChosen: boolean): readonly [from: string, to: string] {
  const ends = tracks.map((each) => {
    const days = daysOf([each], "", "9999");
    return [days[0] ?? "", days.at(-1) ?? ""] as const;
  });
  const starts = ends.map(([first]) => first).sort();
  return [
    starts[isChosen ? 0 : Math.min(1, starts.length - 1)] ?? "",
    ends
      .map(([, last]) => last)
      .sort()
      .at(-1) ?? "",
  ];
}
