import { memo } from "react";
import { Link } from "wouter";
import { classes } from "../../ui/classes";
import { network as words } from "../../words/network";
import { siteLink } from "./links";
import type { Site } from "./model";
import { StateWord } from "./StateMark";
import { TankLine, TRACKS } from "./TankLine";

/** One site: what it is, where and whose, and a line for each of its tanks. */
export const SiteCard = memo(function SiteCard({ site }: { site: Site }) {
  const { place, company, tanks, state } = site;
  const told = [words.kinds[place.kind], place.region, company].filter(Boolean).join(" · ");
  return (
    <article className="overflow-hidden rounded-card border border-line bg-surface">
      <div className="flex min-h-13 items-center justify-between gap-3 px-4 py-2 sm:px-5">
        <div className="min-w-0 sm:flex sm:items-baseline sm:gap-3">
          <h3 className="truncate font-semibold tracking-tight">
            <Link href={siteLink(place.id)} className="hover:text-accent-strong hover:underline">
              {place.name}
            </Link>
          </h3>
          <p className="truncate text-xs text-faint">{told}</p>
        </div>
        {state !== "ok" && tanks.length > 0 && <StateWord state={state} />}
      </div>
      {tanks.length === 0 ? (
        <p className="border-t border-line px-4 py-3 text-sm text-faint sm:px-5">{words.list.noTank}</p>
      ) : (
        <ul aria-label={words.list.tanksOf(place.name)}>
          {tanks.map((each) => (
            <TankLine key={each.tank.id} now={each} />
          ))}
        </ul>
      )}
    </article>
  );
});

const { heads } = words.list;
const NUMBERS = [heads.fill, heads.volume, heads.ullage, heads.temperature, heads.age];

/** The names over the figures of every site; a phone has them beside each figure. */
export function SiteHeads() {
  return (
    <div
      aria-hidden="true"
      className={classes(
        "hidden gap-x-4 border-x border-transparent px-5 text-xs text-faint sm:grid",
        TRACKS,
      )}
    >
      <span>{heads.tank}</span>
      <span>{heads.level}</span>
      {NUMBERS.map((each) => (
        <span key={each} className="text-right">
          {each}
        </span>
      ))}
      <span className="hidden lg:block">{heads.state}</span>
    </div>
  );
}
