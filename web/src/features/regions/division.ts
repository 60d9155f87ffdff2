/** How the country is divided: its regions as they were first drawn, and as they are drawn now where figures say so. */
import type { Country } from "../../client/country";
import type { QueryRow } from "../../client/contract";

/** The regions that are told apart, and the dimension that asks for them. */
export interface Division {
  level: string;
  dimension: string;
  /** The day from which they are drawn so; empty where no country pack says. */
  drawn: string;
  /** The first month in which figures tell all of them apart; empty for all that are known. */
  since: string;
  regions: Country["regions"];
}

/** The plain dimension, where no country pack names a level. */
const UNLEVELLED: Division = { level: "", dimension: "region", drawn: "", since: "", regions: [] };

/**
 * The divisions that figures can be shown by, the one that holds for all years first.
 *
 * @param firsts the first month of each region of the newest level: it counts once it is known of all of them, for
 *   figures of a region from before it was split belong to none of its parts.
 */
export function divisionsOf(
  { region_levels: levels, regions }: Country,
  firsts: readonly QueryRow[],
): readonly [Division, ...Division[]] {
  const [oldest, newest] = [levels[0], levels.at(-1)];
  if (!oldest || !newest) return [UNLEVELLED];
  const of = ({ name, dimension, since }: typeof oldest, first: string): Division => ({
    level: name,
    dimension,
    drawn: since,
    since: first,
    regions: regions
      .filter((each) => each.level === name)
      .sort((a, b) => a.row - b.row || a.column - b.column),
  });
  const coarse = of(oldest, "");
  const fine = of(newest, allKnown(firsts));
  const known = new Set(firsts.filter((row) => row["first_month"]).map((row) => row[newest.dimension]));
  const isTold = newest !== oldest && fine.regions.every((each) => known.has(each.name));
  return isTold ? [coarse, fine] : [coarse];
}

function allKnown(firsts: readonly QueryRow[]): string {
  return firsts.map((row) => String(row["first_month"] ?? "")).reduce((a, b) => (a > b ? a : b), "");
}

/** The one that the address names, else the first that knows the chosen region. */
export function divisionFor(
  divisions: readonly [Division, ...Division[]],
  level: string,
  region: string | undefined,
): Division {
  const named = divisions.find((each) => each.level === level);
  const knowing = region && divisions.find((each) => each.regions.some(({ name }) => name === region));
  return named ?? (knowing || divisions[0]);
}
