import { useForetold, type ForecastAsked } from "../../client/forecasts";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { instantName, monthName } from "../../ui/dates";
import { exactNumber, signedPercent } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { forecasts } from "../../words/forecasts";
import { judged, type Judged } from "./model";

const words = forecasts.then;
const MOST = 60;

const COLUMNS: readonly Column<Judged>[] = [
  { name: words.month, cell: ({ month }) => monthName(month) },
  { name: words.known, cell: ({ known_at }) => instantName(known_at) },
  { name: words.forecast, isNumber: true, cell: ({ forecast }) => number(forecast) },
  { name: words.came, isNumber: true, cell: ({ came }) => number(came) },
  { name: words.miss, isNumber: true, cell: ({ miss }) => (miss === null ? "–" : signedPercent(miss)) },
  { name: words.within, cell: ({ isWithin80 }) => <Held is={isWithin80} /> },
];

/** What this platform forecast before, beside what came: nobody has to take our word for it. */
export function Foretold(props: { asked: ForecastAsked; product: string; className: string }) {
  const { data, error, refetch } = useForetold(props.asked, true);
  const rows = data && judged(data, props.product).slice(0, MOST);
  return (
    <Card title={words.title} hint={words.hint} className={props.className}>
      {error ? (
        <ErrorState fault={error} onRetry={() => void refetch()} />
      ) : !rows ? (
        <Skeleton className="h-24" />
      ) : rows.length === 0 ? (
        <p className="text-sm text-soft">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          columns={COLUMNS}
          rows={rows}
          rowKey={({ month, made_at }) => `${month} ${made_at}`}
          isTall
          stacks
        />
      )}
    </Card>
  );
}

function Held({ is }: { is: boolean | null }) {
  return is === null ? "–" : <Badge tone={is ? "good" : "caution"}>{is ? words.yes : words.no}</Badge>;
}

function number(value: number | null): string {
  return value === null ? "–" : exactNumber(value);
}
