import { useMemo } from "react";
import { Link } from "wouter";
import { useLatest, useNetwork } from "../../../client/network";
import { Badge } from "../../../ui/Badge";
import { buttonLook } from "../../../ui/Button";
import { Page } from "../../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { network as words } from "../../../words/network";
import { NETWORK } from "../links";
import { sitesNow } from "../model";
import { StateWord } from "../StateMark";
import { useNow } from "../useNow";
import { drawnHeights } from "./farm";
import { FarmTank } from "./FarmTank";

/** One site as its tanks stand there, each drawn by its own shape, all to one scale. */
export function OneSite({ id }: { id: string }) {
  const told = useNetwork();
  const latest = useLatest();
  const now_ms = useNow();
  const site = useMemo(() => {
    if (!told.data || !latest.data) return undefined;
    return sitesNow(told.data.network, latest.data.tanks, now_ms).find((each) => each.place.id === id);
  }, [told.data, latest.data, now_ms, id]);
  const fault = told.error ?? (latest.data ? null : latest.error);
  const heights = useMemo(() => drawnHeights(site?.tanks.map(({ tank }) => tank) ?? []), [site]);
  const where = site && [words.kinds[site.place.kind], site.place.region, site.company].filter(Boolean);
  return (
    <Page title={site?.place.name ?? (id || words.title)} hint={where?.join(" · ") ?? "\u00a0"}>
      <div className="-mt-2 flex min-h-9 flex-wrap items-center gap-x-4 gap-y-2">
        <Link href={NETWORK} className={`${buttonLook("quiet")} whitespace-nowrap`}>
          {words.site.all}
        </Link>
        {site && site.tanks.length > 0 && <StateWord state={site.state} />}
        {told.data?.isSimulated && <Badge tone="caution">{words.sample}</Badge>}
      </div>
      {fault ? (
        <ErrorState fault={fault} onRetry={() => void Promise.all([told.refetch(), latest.refetch()])} />
      ) : !told.data || !latest.data ? (
        <Skeleton className="h-120 rounded-card" />
      ) : !site ? (
        <EmptyState title={words.site.missing}>{words.site.missingHint}</EmptyState>
      ) : site.tanks.length === 0 ? (
        <EmptyState title={words.list.noTank}>{words.site.noTankHint}</EmptyState>
      ) : (
        <ul
          aria-label={words.list.tanksOf(site.place.name)}
          className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4"
        >
          {site.tanks.map((each, at) => (
            <FarmTank key={each.tank.id} now={each} height={heights[at]!} tallest={Math.max(...heights)} />
          ))}
        </ul>
      )}
    </Page>
  );
}
