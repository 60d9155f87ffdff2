import type { ReactNode } from "react";
import { classes } from "./classes";
import { Check, Cross, Warning, type Icon } from "./icons";

export type Tone = "good" | "caution" | "bad" | "plain";

const LOOKS: Record<Tone, string> = {
  good: "bg-good-wash text-good",
  caution: "bg-caution-wash text-caution",
  bad: "bg-bad-wash text-bad",
  plain: "bg-sunken text-soft",
};
const MARKS: Record<Tone, Icon | null> = { good: Check, caution: Warning, bad: Cross, plain: null };

/** A state in one word; the mark repeats what the colour says. */
export function Badge({ tone, children }: { tone: Tone; children: ReactNode }) {
  const Mark = MARKS[tone];
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1 whitespace-nowrap rounded-md px-2 py-0.5 text-xs font-medium",
        LOOKS[tone],
      )}
    >
      {Mark && <Mark className="size-3.5" />}
      {children}
    </span>
  );
}
