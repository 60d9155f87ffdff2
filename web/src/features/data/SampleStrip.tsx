import { useLoadSample } from "../../client/queries";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/states";
import { RemoveSample } from "../scope";

/** Brings the simulated market in, or takes it away where it stands beside real facts. */
export function SampleStrip({ hasSample }: { hasSample: boolean }) {
  return (
    <section
      aria-label="Sample"
      className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface px-5 py-4 sm:px-6"
    >
      <p className="min-w-60 flex-1 text-sm text-soft">
        {hasSample
          ? "The simulated market is still in this home. It is never added to your facts, and no question reads it unless it is asked to."
          : "A simulated country with a market of its own can be loaded to try things on; it is never added to real facts."}
      </p>
      {hasSample ? <RemoveSample /> : <LoadSample />}
    </section>
  );
}

function LoadSample() {
  const load = useLoadSample();
  return (
    <>
      <Button
        why={load.isPending && "The sample is being written and read"}
        onClick={() => load.mutate()}
      >
        {load.isPending ? "Loading…" : "Load the sample"}
      </Button>
      {load.error && <ErrorState fault={load.error} />}
    </>
  );
}
