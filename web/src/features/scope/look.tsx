import { classes } from "../../ui/classes";
import { Chevron } from "../../ui/icons";

/** A filter's button: one height everywhere, and an accent edge once it is set. */
export const TRIGGER = classes(
  "inline-flex min-h-9 max-w-full items-center gap-1.5 rounded-lg border border-line bg-surface px-3 text-sm font-medium text-ink",
  "hover:border-line-strong data-set:border-accent data-popup-open:border-line-strong pointer-coarse:min-h-11",
);

/** The pane that a filter opens. */
export const PANE = classes(
  "w-80 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-raised p-2 text-ink shadow-card outline-none",
);

/** What a filter's button says: its name, and how much of it is chosen. */
export function FilterFace({ name, count = 0, said }: { name: string; count?: number; said?: string }) {
  return (
    <>
      <span className={classes("shrink-0", said && "text-soft")}>{name}</span>
      {said && <span className="figures ml-auto truncate">{said}</span>}
      {count > 0 && (
        <span className="figures ml-auto rounded bg-accent-wash px-1.5 text-xs leading-5 text-accent-strong">
          {count}
        </span>
      )}
      <Chevron
        className={classes("size-3.5 shrink-0 rotate-90 text-faint", !said && count === 0 && "ml-auto")}
      />
    </>
  );
}
