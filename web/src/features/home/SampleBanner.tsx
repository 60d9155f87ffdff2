import { useMay } from "../../client/may";
import { useRemoveSample } from "../../client/queries";
import { Button } from "../../ui/Button";
import { DialogButton } from "../../ui/Dialog";
import { Flask } from "../../ui/icons";
import { ErrorState } from "../../ui/states";

/** Says that every figure is made up, and removes the sample in one click and a confirmation. */
export function SampleBanner() {
  const mayRemove = useMay("platform");
  return (
    <section
      aria-label="Sample"
      className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-card border border-caution-line bg-caution-wash px-5 py-4"
    >
      <span className="flex items-center gap-1.5 rounded-md bg-caution px-2 py-1 text-xs font-bold tracking-wider text-surface">
        <Flask className="size-4" />
        SAMPLE
      </span>
      <p className="min-w-60 flex-1 text-sm">
        <strong className="font-semibold">This market is simulated.</strong> Every figure on this page is made
        up, so that there is something to look at before your own workbooks are in.
      </p>
      {mayRemove && <RemoveSample />}
    </section>
  );
}

/** Removes the simulated market whole, once that is confirmed. */
export function RemoveSample() {
  return (
    <DialogButton label="Remove the sample" title="Remove the sample?">
      {(close) => <Removal onDone={close} />}
    </DialogButton>
  );
}

function Removal({ onDone }: { onDone: () => void }) {
  const removal = useRemoveSample();
  return (
    <>
      <p className="text-sm text-soft">
        The simulated country goes whole: its workbooks, its facts and its report. Your own facts are not
        touched, and the removal is recorded. The sample can be loaded again from the Data page.
      </p>
      {removal.error && (
        <div className="mt-4">
          <ErrorState fault={removal.error} />
        </div>
      )}
      <div className="mt-6 flex flex-wrap justify-end gap-3">
        <Button onClick={onDone}>Keep it</Button>
        <Button
          look="primary"
          why={removal.isPending && "The sample is being removed"}
          onClick={() => removal.mutate(undefined, { onSuccess: onDone })}
        >
          {removal.isPending ? "Removing…" : "Remove the sample"}
        </Button>
      </div>
    </>
  );
}
