import { useQuery } from "@tanstack/react-query";
import { valueName } from "../../client/labels";
import { call, Fault } from "../../client/requests";
import type { components } from "../../client/schema";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { percent } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { risk as words } from "../../words/risk";
import { chance, strongest } from "./risk";

type Risk = components["schemas"]["CompanyRisk"];
type Warning = components["schemas"]["LapseWarning"];

interface RiskCardProps {
  company: string;
  source: string;
  asOf: string;
  className: string;
}

const COLUMNS: readonly Column<Warning>[] = [
  { name: words.columns.event, cell: (each) => words.event(each.event, each.within_months) },
  {
    name: words.columns.chance,
    isNumber: true,
    cell: (each) => <span className="font-medium">{chance(each.probability)}</span>,
  },
  { name: words.columns.base, isNumber: true, cell: (each) => percent(each.base) },
  {
    name: words.columns.before,
    cell: ({ as_loud_before: { events, cases } }) => words.before(events, cases),
  },
];

/** How likely the company stops or shrinks, why, and what such warnings were worth before. */
export function RiskCard({ company, source, asOf, className }: RiskCardProps) {
  const asked = useQuery({
    queryKey: ["company-risk", company, source, asOf],
    queryFn: () =>
      call("get", "/api/lapses/company", { query: { company, source, ...(asOf && { as_of: asOf }) } }),
  });
  const told = asked.data;
  return (
    <Card
      title={words.title}
      hint={told && words.hint(told.month)}
      className={className}
      id="risk"
      actions={told?.simulated && <Badge tone="plain">{words.simulated}</Badge>}
    >
      {asked.error ? (
        <Untold fault={asked.error} source={source} />
      ) : !told ? (
        <Skeleton className="h-40" />
      ) : (
        <Told risk={told} />
      )}
    </Card>
  );
}

function Untold({ fault, source }: { fault: unknown; source: string }) {
  const status = fault instanceof Fault ? fault.status : 0;
  const texts: Readonly<Record<number, string>> = {
    403: words.hidden,
    404: words.elsewhere(valueName("source", source)),
    422: words.short,
  };
  const text = texts[status];
  return text ? <p className="text-sm text-soft">{text}</p> : <ErrorState fault={fault} />;
}

function Told({ risk }: { risk: Risk }) {
  const loud = strongest(risk.warnings);
  return (
    <div className="grid gap-x-10 gap-y-5 text-sm lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        {risk.last_month && <p className="text-soft">{words.lapsed(risk.last_month)}</p>}
        {risk.warnings.length > 0 && (
          <Table
            caption={words.kinds}
            columns={COLUMNS}
            rows={risk.warnings}
            rowKey={(each) => `${each.event} ${each.within_months}`}
            stacks
          />
        )}
        <p className="text-xs text-faint">{words.meaning}</p>
      </div>
      <div className="flex min-w-0 flex-col gap-5">
        {loud && <Why warning={loud} />}
        <Good records={risk.records} />
      </div>
    </div>
  );
}

function Why({ warning }: { warning: Warning }) {
  return (
    <section>
      <h3 className="font-medium">
        {words.why}{" "}
        <span className="font-normal text-faint">{words.about(warning.event, warning.within_months)}</span>
      </h3>
      <ul className="mt-1.5 flex flex-col gap-1 text-soft">
        {warning.reasons.length === 0 && <li>{words.noReasons}</li>}
        {warning.reasons.map((each) => (
          <li key={each.about} className="flex justify-between gap-4">
            <span>{each.words}</span>
            <span className="figures shrink-0 text-faint">{words.likelier(each.times)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Good({ records }: Pick<Risk, "records">) {
  const near = records.find((each) => each.event === "lapses");
  if (!near) return null;
  const { scores, rule } = near;
  return (
    <section className="text-soft">
      <h3 className="font-medium text-ink">{words.good}</h3>
      <p className="mt-1.5">{words.record(near.first, near.last, near.cases)}</p>
      {scores.caught_10 !== null && rule.caught_10 !== null && (
        <p className="mt-1">{words.caught(scores.caught_10, rule.caught_10)}</p>
      )}
      {scores.auc !== null && rule.auc !== null && (
        <p className="mt-1">{words.order(scores.auc, rule.auc)}</p>
      )}
    </section>
  );
}
