import { classes } from "./classes";

const MOTION =
  "transition-[scale,opacity] duration-(--motion-fast) data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0";

/** The pane that a button opens. */
export const PANE = classes(
  "z-50 max-w-[calc(100vw-2rem)] origin-(--transform-origin) rounded-xl border border-line bg-raised text-ink shadow-card outline-none",
  MOTION,
);

/** One line that can be chosen in a pane. */
export const LINE = classes(
  "flex min-h-9 w-full cursor-pointer select-none items-center gap-2.5 rounded-lg px-3 text-left text-sm outline-none",
  "data-highlighted:bg-sunken data-disabled:cursor-not-allowed data-disabled:opacity-60 pointer-coarse:min-h-11",
);

/** The box of a field that is written in, or that opens a list. */
export const BOX =
  "min-h-11 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-[0.9375rem] text-ink placeholder:text-faint hover:border-ink aria-invalid:border-bad";

/** The same in a row of controls. */
export const SMALL_BOX =
  "min-h-9 min-w-0 max-w-full rounded-lg border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-faint hover:border-ink pointer-coarse:min-h-11";
