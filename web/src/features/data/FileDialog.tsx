import { type ReactNode } from "react";
import type { Edition, ImportDetail } from "../../client/contract";
import { productName } from "../../client/products";
import { useImport } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { spanName } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { counted, exactNumber } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { differences, tieOf, type Difference } from "./tieOut";
import { VerdictBadge } from "./VerdictBadge";

const EDITIONS: readonly Column<Edition>[] = [
  { name: "Sheet", cell: (each) => each.sheet.trim() || "–" },
  { name: "Table", cell: (each) => each.series.replaceAll("_", " ") },
  {
    name: "Speaks for",
    cell: (each) => spanName(each.span_start, each.span_end),
    className: "whitespace-nowrap",
  },
  { name: "Facts", isNumber: true, cell: (each) => exactNumber(each.row_count) },
  { name: "Printed totals", cell: (each) => <TieBadge editions={[each]} /> },
];
const DIFFERENCES: readonly Column<Difference>[] = [
  { name: "Where", cell: (each) => `${each.edition.sheet.trim()} · ${each.cell}` },
  { name: "Product", cell: (each) => [productName(each.product), each.region].filter(Boolean).join(", ") },
  { name: "Printed", isNumber: true, cell: (each) => exactNumber(each.printed) },
  { name: "Our sum", isNumber: true, cell: (each) => exactNumber(each.summed) },
  { name: "Difference", isNumber: true, cell: (each) => exactNumber(each.printed - each.summed) },
];
const IGNORED: readonly Column<ImportDetail["ignored"][number]>[] = [
  { name: "Where", cell: (each) => [each.sheet.trim(), each.cells].filter(Boolean).join(" · ") },
  { name: "Why", cell: (each) => each.reason },
];

/** One file: its tables, each printed total beside our own sum, and what was left out. */
export function FileDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const file = useImport(id);
  return (
    <Dialog isOpen title={file.data?.file_name ?? "File"} shape="wide" onClose={onClose}>
      {file.isPending && <Skeleton className="h-64" />}
      {file.error && <ErrorState fault={file.error} onRetry={() => void file.refetch()} />}
      {file.data && <Details file={file.data} />}
      <div className="mt-6 flex justify-end">
        <Button onClick={onClose}>Close</Button>
      </div>
    </Dialog>
  );
}

function Details({ file }: { file: ImportDetail }) {
  const different = differences(file.editions);
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center gap-2 text-sm text-soft">
        <VerdictBadge verdict={file.verdict} />
        <TieBadge editions={file.editions} noun=" printed totals" />
        {file.reason || `${counted(file.fact_rows, "fact")} in ${counted(file.editions.length, "table")}`}
      </div>
      {different.length > 0 && (
        <Part title="Totals that differ">
          <Table
            caption="Totals that differ"
            columns={DIFFERENCES}
            rows={different}
            rowKey={(each) => `${each.edition.edition_id}/${each.cell}/${each.product}/${each.region}`}
            stacks
          />
        </Part>
      )}
      {file.editions.length > 0 && (
        <Part title="Tables">
          <Table
            caption="Tables of this file"
            columns={EDITIONS}
            rows={file.editions}
            rowKey={(each) => String(each.edition_id)}
            stacks
          />
        </Part>
      )}
      {file.ignored.length > 0 && (
        <Part title="Left out">
          <Table
            caption="Cells left out of this file"
            columns={IGNORED}
            rows={file.ignored}
            rowKey={(each) => `${each.sheet}/${each.cells}/${each.reason}`}
            stacks
          />
        </Part>
      )}
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function TieBadge({ editions, noun = "" }: { editions: readonly Edition[]; noun?: string }) {
  const { agree, printed } = tieOf(editions);
  if (printed === 0) return <Badge tone="plain">No total printed</Badge>;
  const isTied = agree === printed;
  const count = isTied ? `All ${exactNumber(printed)}` : `${exactNumber(agree)} of ${exactNumber(printed)}`;
  return <Badge tone={isTied ? "good" : "caution"}>{`${count}${noun} agree`}</Badge>;
}
