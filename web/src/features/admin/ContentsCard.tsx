import type { DatasetContents, HomeContents } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { dayName, spanName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as admin } from "../../words/admin";

const words = admin.contents;

const COLUMNS: readonly Column<DatasetContents>[] = [
  { name: words.columns.dataset, cell: (each) => <Name contents={each} /> },
  {
    name: words.columns.speaksFor,
    className: "whitespace-nowrap",
    cell: (each) => spanName(each.first, each.last),
  },
  {
    name: words.columns.rows,
    isNumber: true,
    cell: (each) => (each.rows === null ? "–" : exactNumber(each.rows)),
  },
  { name: words.columns.knownAt, className: "whitespace-nowrap", cell: (each) => dayName(each.known_at) },
];

/** What lies in this home: each published table, how far it reaches, and when it was last made known. */
export function ContentsCard({ home }: { home: HomeContents | undefined }) {
  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={home?.is_simulated && <Badge tone="caution">{admin.organisation.simulated}</Badge>}
    >
      {!home && <Skeleton className="h-64" />}
      {home?.datasets.length === 0 && <p className="text-sm text-soft">{admin.nothingYet}</p>}
      {home && home.datasets.length > 0 && (
        <Table
          caption={words.caption}
          columns={COLUMNS}
          rows={home.datasets}
          stacks
          rowKey={(each) => each.dataset}
        />
      )}
    </Card>
  );
}

function Name({ contents }: { contents: DatasetContents }) {
  return (
    <>
      <span className="block font-medium first-letter:uppercase">{contents.title}</span>
      <span className="block text-xs text-faint">
        {contents.series.map((each) => each.replaceAll("_", " ")).join(", ")}
      </span>
    </>
  );
}
