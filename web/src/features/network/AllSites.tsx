import { useMemo } from "react";
import { useLatest, useNetwork, type Latest, type Network } from "../../client/network";
import { Badge } from "../../ui/Badge";
import { Page } from "../../ui/Page";
import { ErrorState, Skeleton } from "../../ui/states";
import { network as words } from "../../words/network";
import { BringInButton } from "./BringIn";
import { EmptyNetwork, GaugeLink, WorkbookLink } from "./EmptyNetwork";
import { Figures } from "./Figures";
import { Filters } from "./Filters";
import { byState, sitesNow, soughtSites, tanksOf } from "./model";
import { SiteList } from "./SiteList";
import { SiteMap } from "./SiteMap";
import { useCalm } from "./useCalm";
import { useNow } from "./useNow";
import { useSought } from "./useSought";

/** Every site and tank of the network as it stands now. */
export function AllSites() {
  const network = useNetwork();
  const latest = useLatest();
  const isEmpty = network.data?.network.places.length === 0;
  const fault = network.error ?? (latest.data ? null : latest.error);
  const again = () => void Promise.all([network.refetch(), latest.refetch()]);
  return (
    <Page
      title={words.title}
      hint={words.hint}
      actions={
        !isEmpty && (
          <>
            {network.data?.isSimulated && <Badge tone="caution">{words.sample}</Badge>}
            <WorkbookLink label={words.bringIn.current} />
            <BringInButton />
            <GaugeLink />
          </>
        )
      }
    >
      {fault ? (
        <ErrorState fault={fault} onRetry={again} />
      ) : isEmpty ? (
        <EmptyNetwork />
      ) : network.data && latest.data ? (
        <Sites network={network.data.network} latest={latest.data.tanks} isBehind={Boolean(latest.error)} />
      ) : (
        <Waiting />
      )}
    </Page>
  );
}

interface SitesProps {
  network: Network;
  latest: ReadonlyMap<string, Latest>;
  /** The platform does not answer just now: what is shown grows old. */
  isBehind: boolean;
}

function Sites({ network, latest, isBehind }: SitesProps) {
  const now = useNow();
  const search = useSought();
  const { sought, view, order } = search;
  const sites = useMemo(() => sitesNow(network, latest, now), [network, latest, now]);
  const found = soughtSites(sites, sought);
  const ordered = order === "state" ? byState(found) : found;
  const calm = useCalm(sites);
  return (
    <>
      {isBehind && (
        <p role="alert" className="text-sm font-medium text-caution">
          {words.behind}
        </p>
      )}
      <Figures sites={calm} />
      <Filters sites={calm} search={search} />
      <p role="status" className="figures -mb-3 text-xs text-faint">
        {words.list.found(found.length, tanksOf(found).length)}
      </p>
      {view === "map" ? <SiteMap sites={ordered} /> : <SiteList sites={ordered} />}
    </>
  );
}

/** The page while nothing is known: of its final size, so that nothing moves. */
function Waiting() {
  return (
    <>
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)] lg:gap-6">
        <Skeleton className="h-56 rounded-card" />
        <Skeleton className="h-56 rounded-card" />
      </div>
      <Skeleton className="h-20" />
      <Skeleton className="h-[40rem] rounded-card" />
    </>
  );
}
