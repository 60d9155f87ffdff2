import { useMemo } from "react";
import { useMay } from "../../client/may";
import { useStockFile, useWetStock, type AllStock as Stock, type Verdict } from "../../client/wetStock";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { monthName } from "../../ui/dates";
import { download } from "../../ui/download";
import { Download } from "../../ui/icons";
import { KpiTile } from "../../ui/KpiTile";
import { Page } from "../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { wetStock as words } from "../../words/wetStock";
import { VERDICTS, worstFirst } from "./model";
import { MonthPicker } from "./MonthPicker";
import { StockList } from "./StockList";
import { useMonth } from "./useMonth";

/** A month of every site: how many tanks pass, which do not, and by how much. */
export function AllStock() {
  const [month, setMonth] = useMonth();
  const stock = useWetStock(month);
  const { data } = stock;
  return (
    <Page
      title={words.title}
      hint={words.hint}
      actions={
        data && (
          <>
            {data.simulated && <Badge tone="caution">{words.simulated}</Badge>}
            <MonthPicker month={data.month} onChange={setMonth} />
            <TakeAll month={data.month} />
          </>
        )
      }
    >
      {stock.error && <ErrorState fault={stock.error} onRetry={() => void stock.refetch()} />}
      {!data && !stock.error && <Waiting />}
      {data && (data.sites.length === 0 ? <Nothing /> : <Month stock={data} />)}
    </Page>
  );
}

function TakeAll({ month }: { month: string }) {
  const file = useStockFile();
  const mayNot = !useMay("export") && words.mayNotExport;
  return (
    <>
      <Button
        icon={Download}
        why={mayNot || (file.isPending && words.fetching)}
        onClick={() =>
          file.mutate(
            { place: "", month, kind: "csv" },
            { onSuccess: ({ name, content }) => download(name, content) },
          )
        }
      >
        {words.csv}
      </Button>
      {file.error && <ErrorState fault={file.error} />}
    </>
  );
}

function Month({ stock }: { stock: Stock }) {
  const lines = useMemo(() => worstFirst(stock.sites), [stock.sites]);
  const left = stock.sites.filter(({ reckoned_at }) => reckoned_at === null).length;
  const count = (verdict: Verdict) => lines.filter((each) => each.verdict === verdict).length;
  return (
    <>
      {left > 0 && (
        <p role="status" className="flex items-center gap-3 text-sm text-soft">
          <progress
            aria-label={words.reckoning(left)}
            max={stock.sites.length}
            value={stock.sites.length - left}
            className="bar h-1.5 w-32"
          />
          {words.reckoning(left)}
        </p>
      )}
      {!stock.is_over && <p className="text-sm font-medium text-caution">{words.notOver}</p>}
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        {VERDICTS.map((verdict) => (
          <KpiTile
            key={verdict}
            title={words.verdicts[verdict]}
            period={monthName(stock.month)}
            value={String(count(verdict))}
            unit={words.tanks(count(verdict)).replace(/^\S+ /, "")}
            note={words.verdictHints[verdict]}
          />
        ))}
      </div>
      <StockList lines={lines} month={stock.month} />
    </>
  );
}

function Nothing() {
  return (
    <Card title={words.list}>
      <EmptyState title={words.none} action={{ label: words.toNetwork, href: "/network" }}>
        {words.noneHint}
      </EmptyState>
    </Card>
  );
}

function Waiting() {
  return (
    <>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <Skeleton className="h-36 rounded-card" />
        <Skeleton className="h-36 rounded-card" />
        <Skeleton className="h-36 rounded-card" />
      </div>
      <Skeleton className="h-160 rounded-card" />
    </>
  );
}
