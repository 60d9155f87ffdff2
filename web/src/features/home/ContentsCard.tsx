import type { DatasetContents, HomeContents } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { dayName, spanName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";

const COLUMNS: readonly Column<DatasetContents>[] = [
  { name: "Dataset", cell: (each) => <Name contents={each} /> },
  { name: "Speaks for", className: "whitespace-nowrap", cell: (each) => spanName(each.first, each.last) },
  { name: "Rows", isNumber: true, cell: (each) => (each.rows === null ? "–" : exactNumber(each.rows)) },
  { name: "Known at", className: "whitespace-nowrap", cell: (each) => dayName(each.known_at) },
];

/** What lies in this home: each published table, how far it reaches, and when it was last made known. */
export function ContentsCard({ home }: { home: HomeContents | undefined }) {
  return (
    <Card
      title="In this home"
      hint="How far it reaches, and when the newest of it was made known"
      actions={home?.is_simulated && <Badge tone="caution">Simulated</Badge>}
    >
      {!home && <Skeleton className="h-64" />}
      {home?.datasets.length === 0 && <p className="text-sm text-soft">Nothing yet.</p>}
      {home && home.datasets.length > 0 && (
        <Table
          caption="Datasets in this home"
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
