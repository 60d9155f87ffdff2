import { useMay } from "../../client/may";
import { useRemoveSample } from "../../client/queries";
import { Button } from "../../ui/Button";
import { DialogButton } from "../../ui/Dialog";
import { Flask } from "../../ui/icons";
import { ErrorState } from "../../ui/states";
import { scopeWords } from "../../words/scope";

const { sample: words } = scopeWords;

/** Says that every figure is made up, and removes the sample in one click and a confirmation. */
export function SampleBanner() {
  const mayRemove = useMay("platform");
  return (
    <section
      aria-label={words.label}
      className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-caution-line bg-caution-wash px-5 py-4"
    >
      <span className="flex items-center gap-1.5 rounded-md bg-caution px-2 py-1 text-xs font-bold tracking-wider text-surface">
        <Flask className="size-4" />
        {words.badge}
      </span>
      <p className="min-w-60 flex-1 text-sm">
        <strong className="font-semibold">{words.strong}</strong> {words.text}
      </p>
      {mayRemove && <RemoveSample />}
    </section>
  );
}

/** Removes the simulated market whole, once that is confirmed. */
export function RemoveSample() {
  return (
    <DialogButton label={words.remove} title={words.removeTitle}>
      {(close) => <Removal onDone={close} />}
    </DialogButton>
  );
}

function Removal({ onDone }: { onDone: () => void }) {
  const removal = useRemoveSample();
  return (
    <>
      <p className="text-sm text-soft">{words.removeText}</p>
      {removal.error && (
        <div className="mt-4">
          <ErrorState fault={removal.error} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={onDone}>{words.keep}</Button>
        <Button
          look="primary"
          why={removal.isPending && words.removingWhy}
          onClick={() => removal.mutate(undefined, { onSuccess: onDone })}
        >
          {removal.isPending ? words.removing : words.remove}
        </Button>
      </div>
    </>
  );
}
