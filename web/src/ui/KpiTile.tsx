import type { ReactNode } from "react";
import { Link } from "wouter";
import { words } from "../words/ui";
import { classes } from "./classes";
import { Chevron, Rise } from "./icons";
import { signedPercent } from "./numbers";
import { Skeleton } from "./states";

export interface Delta {
  /** The change as a part: 0.032 is 3.2 percent more; null where there is nothing to compare with. */
  change: number | null;
  /** What it is compared with: `on last year`. */
  against: string;
  /** Which way is welcome; neither colours nothing. */
  good?: "up" | "down" | "neither";
  /** How the change reads, where it is no percentage. */
  said?: string;
}

export interface KpiTileProps {
  title: string;
  /** The time it speaks of. */
  period: string;
  /** The figure, short: `2.61 bn`; undefined while it is on its way, null where there is none. */
  value: string | null | undefined;
  unit?: string;
  delta?: Delta | undefined;
  /** A small line of its course. */
  spark?: ReactNode;
  /** Where a press leads. */
  href?: string;
  note?: ReactNode;
}

const TILE =
  "relative flex h-full min-h-36 flex-col rounded-card border border-line bg-surface p-4 shadow-card sm:p-5";

/** One figure, the time it speaks of, and how it changed. */
export function KpiTile({ title, period, value, unit, delta, spark, href, note }: KpiTileProps) {
  return (
    <div className={classes(TILE, href && "transition-colors hover:border-line-strong")}>
      <p className="flex items-start justify-between gap-2 text-[0.8125rem] font-medium leading-5">
        {href ? (
          <Link href={href} className="rounded-sm after:absolute after:inset-0 after:rounded-card">
            {title}
          </Link>
        ) : (
          title
        )}
        {href && <Chevron className="mt-0.5 size-4 shrink-0 text-faint" />}
      </p>
      <p className="min-h-5 text-xs leading-5 text-faint">{period}</p>
      {value === undefined ? (
        <Skeleton className="mt-1 h-8 w-28" />
      ) : (
        <p className="figures mt-1 whitespace-nowrap text-xl leading-8 font-semibold tracking-tight sm:text-figure">
          {value ?? "–"}{" "}
          {value && unit && <span className="text-sm font-medium text-faint sm:text-base">{unit}</span>}
        </p>
      )}
      <p className="figures min-h-5 text-xs leading-5 text-faint">
        {value && delta && <Change {...delta} />}
        {note}
      </p>
      {spark && <div className="mt-auto pt-3">{spark}</div>}
    </div>
  );
}

const WAYS = {
  up: { word: words.up, turn: "" },
  down: { word: words.down, turn: "rotate-180" },
  same: { word: words.unchanged, turn: "" },
} as const;

/** A change by sign, arrow and words, so that its colour is never needed. */
export function Change({ change, against, good = "up", said }: Delta) {
  if (change === null) return null;
  const way = change > 0 ? "up" : change < 0 ? "down" : "same";
  const tone =
    way === "same" || good === "neither" ? "text-soft" : way === good ? "text-good" : "text-caution";
  return (
    <>
      <span className={classes("whitespace-nowrap font-medium", tone)}>
        {way !== "same" && <Rise className={classes("mr-0.5 inline size-3 align-[-1px]", WAYS[way].turn)} />}
        <span className="sr-only">{WAYS[way].word} </span>
        {said ?? signedPercent(change)}
      </span>{" "}
      {against}
    </>
  );
}
