import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportedFile } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { counted, exactNumber } from "../../ui/numbers";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Segmented } from "../../ui/Segmented";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice } from "../../ui/urlState";
import { VerdictBadge } from "./VerdictBadge";

const PAGE = 25;
const VERDICTS = [
  { value: "all", label: "All" },
  { value: "read", label: "Read" },
  { value: "stored", label: "Stored" },
  { value: "refused", label: "Refused" },
] as const;
const COLUMNS: readonly Column<ImportedFile>[] = [
  { name: "File", cell: (each) => <File file={each} />, className: "min-w-56" },
  { name: "Verdict", cell: (each) => <VerdictBadge verdict={each.verdict} /> },
  { name: "Facts", isNumber: true, cell: (each) => exactNumber(each.fact_rows) },
  { name: "Findings", isNumber: true, cell: (each) => exactNumber(each.finding_count) },
  { name: "Taken in", cell: (each) => dayName(each.recorded_at), className: "whitespace-nowrap" },
];

/** Every file that came in, with its verdict and the reason for it. */
export function ImportsCard({ imports }: { imports: UseQueryResult<ImportedFile[]> }) {
  const [verdict, setVerdict] = useUrlChoice("verdict", ["all", "read", "stored", "refused"]);
  const [most, setMost] = useState(PAGE);
  const matching = (imports.data ?? []).filter((each) => verdict === "all" || each.verdict === verdict);
  const files = matching.slice(0, most);
  return (
    <Card
      className="mb-6"
      title="Files"
      hint={imports.data && `${counted(imports.data.length, "file")}, newest first`}
      actions={
        <Segmented label="Verdict" name="verdict" options={VERDICTS} value={verdict} onChange={setVerdict} />
      }
    >
      {imports.error && <ErrorState fault={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && <Skeleton className="h-80" />}
      {imports.isSuccess && files.length === 0 && (
        <EmptyState title="No files here">
          Drop one at the top of this page, or type petroverse import PATH.
        </EmptyState>
      )}
      {files.length > 0 && (
        <Table
          caption="Files"
          columns={COLUMNS}
          rows={files}
          stacks
          rowKey={(each) => String(each.import_id)}
        />
      )}
      {matching.length > files.length && (
        <Button className="mt-4" onClick={() => setMost(most + 4 * PAGE)}>
          Show more
        </Button>
      )}
    </Card>
  );
}

function File({ file }: { file: ImportedFile }) {
  const family = file.family.replaceAll("_", " ");
  return (
    <>
      <span className="block break-words font-medium">{file.file_name}</span>
      <span className="block text-xs text-faint">{file.reason || family}</span>
    </>
  );
}
