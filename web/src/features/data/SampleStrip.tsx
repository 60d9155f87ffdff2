import { useLoadSample } from "../../client/queries";
import { Button } from "../../ui/Button";
import { ErrorState } from "../../ui/states";
import { words as data } from "../../words/data";
import { RemoveSample } from "../scope";

const words = data.sample;

/** Brings the simulated market in, or takes it away where it stands beside real facts. */
export function SampleStrip({ hasSample }: { hasSample: boolean }) {
  return (
    <section
      aria-label={words.name}
      className="flex flex-wrap items-center gap-4 rounded-card border border-line bg-surface px-5 py-4 sm:px-6"
    >
      <p className="min-w-60 flex-1 text-sm text-soft">{hasSample ? words.isIn : words.isOut}</p>
      {hasSample ? <RemoveSample /> : <LoadSample />}
    </section>
  );
}

function LoadSample() {
  const load = useLoadSample();
  return (
    <>
      <Button why={load.isPending && words.why} onClick={() => load.mutate()}>
        {load.isPending ? words.loading : words.load}
      </Button>
      {load.error && <ErrorState fault={load.error} />}
    </>
  );
}
