import { valueName } from "../../client/labels";
import { Fault } from "../../client/requests";
import type { components } from "../../client/schema";
import { Card } from "../../ui/Card";
import { dayName, monthName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { companies as words } from "../../words/companies";

type Name = components["schemas"]["CompanyName"];

interface NamesCardProps {
  names: readonly Name[] | undefined;
  fault: unknown;
  className: string;
}

const COLUMNS: readonly Column<Name>[] = [
  { name: words.names.printed, cell: (each) => <span className="font-medium">{each.printed}</span> },
  {
    name: words.names.series,
    cell: (each) => (each.series === "price" ? words.names.prices : valueName("source", each.series)),
  },
  { name: words.names.first, cell: (each) => when(each, each.first), className: "whitespace-nowrap" },
  { name: words.names.last, cell: (each) => when(each, each.last), className: "whitespace-nowrap" },
  { name: words.names.why, cell: why },
  { name: words.names.rows, isNumber: true, cell: (each) => exactNumber(each.rows) },
  { name: words.names.files, cell: (each) => <Files files={each.files} />, className: "min-w-56" },
];

/** Every name that was printed for the company, where and when, and the files to look it up in. */
export function NamesCard({ names, fault, className }: NamesCardProps) {
  const isHidden = fault instanceof Fault && fault.status === 403;
  return (
    <Card title={words.names.title} hint={words.names.hint} className={className} id="names">
      {isHidden ? (
        <p className="text-sm text-soft">{words.names.hidden}</p>
      ) : fault ? (
        <ErrorState fault={fault} />
      ) : !names ? (
        <Skeleton className="h-40" />
      ) : (
        <Table
          caption={words.names.title}
          columns={COLUMNS}
          rows={names}
          rowKey={(each) => `${each.series} ${each.printed}`}
          stacks
        />
      )}
    </Card>
  );
}

function when(name: Name, day: string): string {
  return name.series === "price" ? dayName(day) : monthName(day);
}

function why({ reason, since }: Name): string {
  return [reason || words.names.own, since && words.names.since(dayName(since))].filter(Boolean).join(", ");
}

function Files({ files }: { files: readonly string[] }) {
  const [first] = files;
  if (files.length === 1) return <span className="break-all text-soft">{first}</span>;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer rounded text-accent-strong pointer-coarse:min-h-11">
        {words.names.count(files.length)}
      </summary>
      <ul className="mt-1 text-xs leading-5 text-soft">
        {files.map((each) => (
          <li key={each} className="break-all">
            {each}
          </li>
        ))}
      </ul>
    </details>
  );
}
