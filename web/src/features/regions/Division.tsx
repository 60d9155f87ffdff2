import { regions as words } from "../../words/regions";
import { missingYears, wholeYears } from "./held";
import type { FrameInUse } from "./useFrame";

/** What times and which drawing of the regions the figures speak of, so that nobody compares what cannot be. */
export function Division({ frame }: { frame: FrameInUse }) {
  const { country, division, held, isComparable, colour } = frame;
  const newest = country.region_levels.at(-1);
  const whole = wholeYears(held);
  const missing = missingYears(held);
  const [first, last] = [held.months[0], held.months.at(-1)];
  const said = [
    first && last && words.held.months(first, last),
    whole.length > 0 && words.held.years(whole),
    missing.length > 0 && words.held.missing(missing),
    division.since
      ? words.drawn.fine(division.regions.length, division.since)
      : newest &&
        newest.name !== division.level &&
        words.drawn.coarse(
          division.regions.length,
          country.regions.filter((each) => each.level === newest.name).length,
          newest.since,
        ),
  ];
  return (
    <div className="-mb-2 max-w-4xl text-xs leading-5 text-faint">
      <p>{said.filter(Boolean).join(" ")}</p>
      {!isComparable && colour === "growth" && (
        <p role="status" className="mt-1 font-medium text-caution">
          {words.notComparable}
        </p>
      )}
    </div>
  );
}
