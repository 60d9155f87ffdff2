import { useLoadSample } from "../../client/queries";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/states";

/** Brings the simulated country in. */
export function LoadSample() {
  const load = useLoadSample();
  return (
    <section
      aria-label="Sample"
      className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface px-5 py-4 sm:px-6"
    >
      <p className="min-w-60 flex-1 text-sm text-soft">
        A simulated country with a market of its own can be loaded to try things on; it is never added to real
        facts.
      </p>
      <Button
        disabled={load.isPending}
        title={load.isPending ? "The sample is being written and read" : undefined}
        onClick={() => load.mutate()}
      >
        {load.isPending ? "Loading…" : "Load the sample"}
      </Button>
      {load.error && <ErrorState fault={load.error} />}
    </section>
  );
}
