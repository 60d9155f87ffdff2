import { Link } from "wouter";
import { useMay } from "../../client/may";
import { useSiteStock, useStockFile, type SiteStock } from "../../client/wetStock";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { download } from "../../ui/download";
import { Chevron, Download } from "../../ui/icons";
import { Page } from "../../ui/Page";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Tabs } from "../../ui/Tabs";
import { useUrlText } from "../../ui/urlState";
import { wetStock as words } from "../../words/wetStock";
import { WET_STOCK } from "./links";
import { MonthPicker } from "./MonthPicker";
import { System } from "./System";
import { useMonth } from "./useMonth";

/** More tanks than these stand in a list instead of side by side. */
const MOST_TABS = 6;

/** A month of one site, tank by tank. */
export function OneSite({ id }: { id: string }) {
  const [month, setMonth] = useMonth();
  const stock = useSiteStock(id, month);
  const { data } = stock;
  return (
    <>
      <Link
        href={`${WET_STOCK}${month && `?${new URLSearchParams({ month })}`}`}
        className="mb-3 inline-flex min-h-6 items-center gap-1 text-sm text-soft hover:text-ink"
      >
        <Chevron className="size-4 rotate-180" />
        {words.back}
      </Link>
      <Page
        title={data?.name ?? id}
        hint={data ? words.reckonedAt(instantName(data.reckoned_at)) : " "}
        actions={
          data && (
            <>
              {data.simulated && <Badge tone="caution">{words.simulated}</Badge>}
              <MonthPicker month={data.month} onChange={setMonth} />
              <Take place={id} month={data.month} />
            </>
          )
        }
      >
        {stock.error && <ErrorState fault={stock.error} onRetry={() => void stock.refetch()} />}
        {!data && !stock.error && <Skeleton className="h-160 rounded-card" />}
        {data && !stock.error && (
          <div aria-busy={stock.isPlaceholderData} className={stock.isPlaceholderData ? "grayscale" : ""}>
            <Tanks stock={data} />
          </div>
        )}
      </Page>
    </>
  );
}

/** The site's month as a report to sign, and as a table. */
function Take({ place, month }: { place: string; month: string }) {
  const file = useStockFile();
  const mayNot = !useMay("export") && words.mayNotExport;
  const take = (kind: "pdf" | "csv") =>
    file.mutate({ place, month, kind }, { onSuccess: ({ name, content }) => download(name, content) });
  return (
    <>
      <Button
        look="primary"
        icon={Download}
        why={mayNot || (file.isPending && words.fetching)}
        onClick={() => take("pdf")}
      >
        {words.pdf}
      </Button>
      <Button icon={Download} why={mayNot || (file.isPending && words.fetching)} onClick={() => take("csv")}>
        {words.siteCsv}
      </Button>
      {file.error && <ErrorState fault={file.error} />}
    </>
  );
}

function Tanks({ stock }: { stock: SiteStock }) {
  const [wanted, want] = useUrlText("tank");
  const { systems } = stock;
  const shown = systems.find(({ system }) => system === wanted) ?? systems[0];
  if (!shown) return <EmptyState title={words.none}>{words.noneHint}</EmptyState>;
  const options = systems.map((each) => ({
    value: each.system,
    label: `${each.tanks.join(", ")} · ${words.verdicts[each.verdict]}`,
  }));
  const content = <System key={shown.system} system={shown} stock={stock} />;
  if (systems.length === 1) return content;
  if (systems.length > MOST_TABS) {
    return (
      <div className="flex flex-col gap-6">
        <Select label={words.tank} options={options} value={shown.system} onChange={want} />
        {content}
      </div>
    );
  }
  return (
    <Tabs label={words.tank} tabs={options} value={shown.system} onChange={want}>
      {content}
    </Tabs>
  );
}
