import { classes } from "../../ui/classes";
import { network as words } from "../../words/network";
import type { TankState } from "./model";

/** Each state has its own shape, so that its colour is never needed; on a grid of 12 about the middle. */
const SHAPES: Record<TankState, string> = {
  overfill: "M-2.3-5.5h4.6l3.2 3.2v4.6l-3.2 3.2h-4.6l-3.2-3.2v-4.6Z",
  high: "M0-5 5.5 4.5h-11Z",
  low: "M0 5-5.5-4.5h11Z",
  water: "M0-5.5c2.6 3 4 4.6 4 6.6a4 4 0 0 1-8 0c0-2 1.4-3.6 4-6.6Z",
  doubtful: "M0-5.5 5.5 0 0 5.5-5.5 0Z",
  silent: "M-4-4 4 4M4-4-4 4",
  ok: "M0-3.5a3.5 3.5 0 1 1-.01 0Z",
};
const COLOURS: Record<TankState, string> = {
  overfill: "fill-bad stroke-bad",
  high: "fill-bad stroke-bad",
  low: "fill-caution stroke-caution",
  water: "fill-none stroke-caution",
  doubtful: "fill-none stroke-caution",
  silent: "fill-none stroke-ink",
  ok: "fill-line-strong stroke-none",
};

/** The mark of a state, about the point (0, 0) of a picture. */
export function StateShape({ state }: { state: TankState }) {
  return (
    <path
      d={SHAPES[state]}
      strokeWidth="2"
      strokeLinejoin="round"
      strokeLinecap="round"
      className={COLOURS[state]}
    />
  );
}

/** The same in a line of text. */
export function StateMark({ state, className }: { state: TankState; className?: string }) {
  return (
    <svg viewBox="-7 -7 14 14" aria-hidden="true" className={classes("size-3.5 shrink-0", className)}>
      <StateShape state={state} />
    </svg>
  );
}

const INKS: Record<TankState, string> = {
  overfill: "text-bad font-medium",
  high: "text-bad font-medium",
  low: "text-caution font-medium",
  water: "text-caution font-medium",
  doubtful: "text-caution font-medium",
  silent: "text-ink font-medium",
  ok: "text-faint",
};

/** A state by mark and word. */
export function StateWord({ state }: { state: TankState }) {
  return (
    <span className={classes("inline-flex items-center gap-1.5 whitespace-nowrap text-xs", INKS[state])}>
      <StateMark state={state} />
      {words.states[state]}
    </span>
  );
}
