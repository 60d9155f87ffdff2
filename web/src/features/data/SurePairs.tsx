import { useMergeAll, useUndoMerges, type Proposal } from "../../client/curation";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.companies;

interface SurePairsProps {
  pairs: readonly Proposal[];
  /** Shows them one by one instead. */
  onWeigh: () => void;
}

/** Pairs that nobody needs to weigh: all of them are accepted in one press, and taken back in one. */
export function SurePairs({ pairs, onWeigh }: SurePairsProps) {
  const merge = useMergeAll();
  const undo = useUndoMerges();
  const why = (!useMay("curate") && words.mayNot) || (merge.isPending && words.accepting);
  const accept = () =>
    // The list is gone by the time the platform answers, so that its answer is awaited here.
    void merge.mutateAsync(pairs).then(
      (numbers) =>
        toast(words.acceptedAll(numbers.length), {
          onUndo: () => undo.mutate(numbers, { onSuccess: () => toast(words.undone) }),
        }),
      () => undefined,
    );
  return (
    <section aria-label={words.sureTitle} className="mb-4 rounded-xl border border-line bg-sunken/50 p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <div className="min-w-0 flex-1 basis-56">
          <h3 className="text-sm font-semibold">{words.sureTitle}</h3>
          <p className="text-sm text-soft">{words.sureHint}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button onClick={onWeigh}>{words.oneByOne}</Button>
          <Button look="primary" why={why} onClick={accept}>
            {words.acceptAll(pairs.length)}
          </Button>
        </div>
      </div>
      {merge.error && (
        <div className="mt-3">
          <ErrorState fault={merge.error} />
        </div>
      )}
      <ul className="mt-3 grid gap-x-6 gap-y-2 text-sm lg:grid-cols-2">
        {pairs.map(({ alias, company, reason }) => (
          <li key={`${alias}/${company}`} className="min-w-0">
            <p className="break-words">
              {alias} <span className="text-faint">{words.becomes}</span>{" "}
              <span className="font-medium">{company}</span>
            </p>
            <p className="text-xs text-faint first-letter:uppercase">{reason}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Whether a pair is certain: never named in one period as two, and more than one name in small and capital letters. */
export function isSure({ alias, company, confidence, together }: Proposal): boolean {
  return confidence === 1 && together === 0 && alias.toUpperCase() !== company.toUpperCase();
}
