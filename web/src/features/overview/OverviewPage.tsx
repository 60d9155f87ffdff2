import { useHome } from "../../client/queries";
import { ErrorState, Skeleton } from "../../ui/states";
import { overview as words } from "../../words/overview";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, SampleBanner, timesOf, useLatest, useScope, type Part } from "../scope";
import { Charts } from "./Charts";
import { NothingYet } from "./NothingYet";

const FILTERS: readonly Part[] = ["time", "product", "asOf"];

/** The first page: the month in one look. */
export function OverviewPage() {
  const scope = useScope();
  const home = useHome();
  const latest = useLatest("national");
  const isEmpty = home.data?.datasets.length === 0;
  const times = latest ? timesOf(scope, latest) : undefined;
  const usual = times && { from: times.period.from, to: times.period.until };
  return (
    <>
      {home.data?.is_simulated && <SampleBanner />}
      <PanelPage
        title={words.title(times?.month ?? "")}
        hint={words.hint}
        filters={
          isEmpty ? undefined : <FilterBar show={FILTERS} source="national" {...(usual && { usual })} />
        }
      >
        {home.error && <ErrorState fault={home.error} onRetry={() => void home.refetch()} />}
        {isEmpty ? (
          <NothingYet />
        ) : times ? (
          <Charts times={times} home={home.data} />
        ) : (
          <Skeleton className="h-[60rem]" />
        )}
      </PanelPage>
    </>
  );
}
