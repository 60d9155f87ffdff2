import type { ReactNode } from "react";
import { Link } from "wouter";
import { productName } from "../../client/products";
import { classes } from "../../ui/classes";
import { network as words } from "../../words/network";
import { LevelBar } from "./LevelBar";
import { Age } from "./Age";
import { tankLink } from "./links";
import type { TankNow } from "./model";
import { StateWord } from "./StateMark";

const heads = words.list.heads;

/** The same tracks in the head and in every line, so that figures stand under each other. */
export const TRACKS =
  "sm:grid-cols-[minmax(9rem,1.4fr)_minmax(5rem,1fr)_4.5rem_5.5rem_5.5rem_4.5rem_3.5rem] lg:grid-cols-[minmax(10rem,1.5fr)_minmax(6rem,1.3fr)_5rem_6rem_6rem_5rem_5rem_5.5rem]";

/** One tank: how full, how much, how warm, how old; all of it leads to its own page. */
export function TankLine({ now }: { now: TankNow }) {
  const { tank, latest, state } = now;
  const isSilent = state === "silent";
  const figure = (value: number | null | undefined, say: (value: number) => string) =>
    value === null || value === undefined ? words.unknown : say(value);
  return (
    <li
      className={classes(
        "relative grid grid-cols-3 items-center gap-x-3 gap-y-1 border-t border-line px-4 py-2.5 text-sm hover:bg-sunken/60 sm:h-11 sm:gap-x-4 sm:px-5 sm:py-0",
        TRACKS,
      )}
    >
      <span className="col-span-2 flex min-w-0 items-baseline gap-2 sm:col-span-1">
        <Link
          href={tankLink(tank.id)}
          aria-label={words.list.open(tank.id)}
          className="max-w-[70%] shrink-0 truncate font-medium text-ink after:absolute after:inset-0 hover:text-accent-strong focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          {tank.id}
        </Link>
        <span className="truncate text-xs text-soft">{productName(tank.product)}</span>
      </span>
      <span className="justify-self-end sm:hidden">
        <StateWord state={state} />
      </span>
      <span className="col-span-3 sm:col-span-1">
        <LevelBar now={now} />
      </span>
      <Figure name={heads.fill} isSilent={isSilent} says={figure(now.fill, words.part)} />
      <Figure name={heads.volume} isSilent={isSilent} says={figure(now.volume_l, words.litres)} isStrong />
      <Figure name={heads.ullage} isSilent={isSilent} says={figure(now.ullage_l, words.litres)} />
      <Figure name={heads.temperature} isSilent={isSilent} says={figure(latest?.temp_c, words.degrees)} />
      <Figure name={heads.age} isSilent={isSilent} says={<Age latest={latest} />} />
      <span className="hidden lg:flex">
        <StateWord state={state} />
      </span>
    </li>
  );
}

interface FigureProps {
  name: string;
  says: ReactNode;
  isSilent: boolean;
  isStrong?: boolean;
}

function Figure({ name, says, isSilent, isStrong }: FigureProps) {
  return (
    <span
      className={classes(
        "figures whitespace-nowrap sm:text-right",
        isSilent ? "text-faint" : isStrong ? "font-medium text-ink" : "text-soft",
      )}
    >
      <span className="block text-2xs text-faint sm:sr-only">{name}</span>
      {says}
    </span>
  );
}
