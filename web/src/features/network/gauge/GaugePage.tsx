import { useState } from "react";
import { Link } from "wouter";
import { useLook, type GaugeFound, type GaugeLook } from "../../../client/gauges";
import { useMay } from "../../../client/may";
import { useNetwork, type Network } from "../../../client/network";
import { useSession } from "../../../client/queries";
import { buttonLook } from "../../../ui/Button";
import { Page } from "../../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { gauge as words } from "../../../words/gauge";
import { NETWORK } from "../links";
import { AskCard } from "./AskCard";
import { FoundCard } from "./FoundCard";

/** The way to a new gauge: where it answers, what it has, which tanks of the network these are. */
export function GaugePage() {
  const isKnown = useSession().data !== undefined;
  const mayOperate = useMay("operate");
  const told = useNetwork();
  return (
    <Page title={words.title} hint={words.hint}>
      <Link href={NETWORK} className={`${buttonLook("quiet")} -mt-2 self-start`}>
        {words.back}
      </Link>
      {isKnown && !mayOperate ? (
        <EmptyState title={words.mayNot}>{words.mayNotHint}</EmptyState>
      ) : told.error ? (
        <ErrorState fault={told.error} onRetry={() => void told.refetch()} />
      ) : told.data ? (
        // A simulated network is shown while there is none of one's own: a real gauge begins one's own.
        <Steps network={told.data.isSimulated ? NOTHING : told.data.network} />
      ) : (
        <Skeleton className="h-96 rounded-card" />
      )}
    </Page>
  );
}

const NOTHING: Network = { places: [], companies: [], tanks: [] };

function Steps({ network }: { network: Network }) {
  const look = useLook();
  const [seen, setSeen] = useState<{ asked: GaugeLook; found: GaugeFound } | null>(null);
  const run = (asked: GaugeLook) =>
    look.mutate(asked, { onSuccess: (found) => setSeen({ asked, found }), onError: () => setSeen(null) });
  return (
    <>
      <AskCard look={look} hasFound={seen !== null} onAsk={run} />
      {seen && (
        <FoundCard
          key={`${seen.asked.protocol}/${seen.asked.address}`}
          asked={seen.asked}
          found={seen.found}
          network={network}
        />
      )}
    </>
  );
}
