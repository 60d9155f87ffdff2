import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Check, Warning } from "../../ui/icons";
import { toast } from "../../ui/Toasts";
import { dashboards as words } from "../../words/dashboards";
import type { Draft } from "./useDraft";

/** Whether what was changed is safe. */
export function SaveState({ draft }: { draft: Draft }) {
  const isBad = draft.state === "conflict" || draft.state === "failed";
  const Mark = isBad ? Warning : Check;
  return (
    <p
      role="status"
      className={classes("flex items-center gap-1.5 text-sm", isBad ? "font-medium text-bad" : "text-faint")}
    >
      {(isBad || draft.state === "saved") && <Mark className="size-4" />}
      {words.states[draft.state]}
    </p>
  );
}

/** What was not saved, why, and what to do. */
export function ConflictCard({ draft }: { draft: Draft }) {
  const { fault, state } = draft;
  if (!fault) return null;
  const isConflict = state === "conflict";
  function theirs() {
    const onUndo = draft.takeTheirs();
    toast(words.conflict.tookTheirs, { act: { label: words.keepMine, run: onUndo } });
  }
  return (
    <section
      role="alert"
      className="flex flex-wrap items-center justify-between gap-4 rounded-card border border-bad/40 bg-bad-wash p-4"
    >
      <div className="flex min-w-0 gap-3 text-sm">
        <Warning className="size-5 shrink-0 text-bad" />
        <div>
          <p className="font-semibold">{isConflict ? words.conflict.title : words.states.failed}</p>
          <p className="first-letter:uppercase">{fault.what}</p>
          <p className="text-soft first-letter:uppercase">{isConflict ? words.conflict.hint : fault.fix}</p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {isConflict ? (
          <>
            <Button onClick={theirs}>{words.conflict.theirs}</Button>
            <Button look="primary" onClick={draft.keepMine}>
              {words.keepMine}
            </Button>
          </>
        ) : (
          <Button onClick={draft.save}>{words.tryAgain}</Button>
        )}
      </div>
    </section>
  );
}
