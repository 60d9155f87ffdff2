import { useMay } from "../../client/may";
import { useAnswer, useHome } from "../../client/queries";
import { PageHead } from "../../ui/Card";
import { EmptyState, ErrorState } from "../../ui/states";
import { KeyFigures } from "./KeyFigures";
import { MarketCard } from "./MarketCard";
import { NATIONAL_VOLUME } from "./questions";
import { SampleBanner } from "./SampleBanner";

/** The first screen: what the market did, what lies in this home, and whether everything runs. */
export function HomePage() {
  const home = useHome();
  const answer = useAnswer(NATIONAL_VOLUME);
  const isEmpty = home.data?.datasets.length === 0;

  return (
    <>
      {home.data?.is_simulated && <SampleBanner />}
      <PageHead title="The market at a glance">National volumes as published, by product and month.</PageHead>
      {home.error && <ErrorState fault={home.error} onRetry={() => void home.refetch()} />}
      {isEmpty ? <NothingYet /> : <Market answer={answer} />}
    </>
  );
}

function Market({ answer }: { answer: ReturnType<typeof useAnswer> }) {
  if (answer.error) return <ErrorState fault={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <>
      <KeyFigures rows={answer.data?.rows} />
      <MarketCard answer={answer.data} />
    </>
  );
}

function NothingYet() {
  const mayImport = useMay("import");
  return (
    <section className="rounded-card border border-dashed border-line-strong bg-surface">
      {mayImport ? (
        <EmptyState
          title="This home holds no facts yet"
          action={{ label: "Bring in a workbook", href: "/data" }}
        >
          Drop a regulator’s workbook on the Data page, or type <code>petroverse import PATH</code>. The
          sample can be loaded there as well.
        </EmptyState>
      ) : (
        <EmptyState title="There are no facts here yet">
          Whoever brings files in for your organisation has not done so yet. They show here as soon as they
          are in.
        </EmptyState>
      )}
    </section>
  );
}
