import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportedFile } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { counted, exactNumber } from "../../ui/numbers";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { FileDialog } from "./FileDialog";
import { VerdictBadge } from "./VerdictBadge";

const PAGE = 25;
const VERDICTS = [
  { value: "all", label: "All" },
  { value: "read", label: "Read" },
  { value: "stored", label: "Stored" },
  { value: "refused", label: "Refused" },
] as const;
const COLUMNS: readonly Column<ImportedFile>[] = [
  { name: "Verdict", cell: (each) => <VerdictBadge verdict={each.verdict} /> },
  { name: "Facts", isNumber: true, cell: (each) => exactNumber(each.fact_rows) },
  { name: "Findings", isNumber: true, cell: (each) => exactNumber(each.finding_count) },
  { name: "Taken in", cell: (each) => dayName(each.recorded_at), className: "whitespace-nowrap" },
];

/** Every file that came in, with its verdict and the reason for it. */
export function ImportsCard({ imports }: { imports: UseQueryResult<ImportedFile[]> }) {
  const [verdict, setVerdict] = useUrlChoice("verdict", ["all", "read", "stored", "refused"]);
  const [name, setName] = useUrlText("name");
  const [opened, setOpened] = useUrlText("open");
  const [most, setMost] = useState(PAGE);
  const matching = (imports.data ?? []).filter(
    (each) =>
      (verdict === "all" || each.verdict === verdict) &&
      each.file_name.toLowerCase().includes(name.toLowerCase()),
  );
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
      <div className="mb-4 grid sm:max-w-72">
        <SearchField label="Find a file" value={name} onChange={setName} />
      </div>
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
          columns={[nameColumn(setOpened), ...COLUMNS]}
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
      {opened && <FileDialog key={opened} id={opened} onClose={() => setOpened("")} />}
    </Card>
  );
}

function nameColumn(open: (id: string) => void): Column<ImportedFile> {
  return {
    name: "File",
    className: "min-w-56",
    cell: (each) => <File file={each} onOpen={() => open(String(each.import_id))} />,
  };
}

function File({ file, onOpen }: { file: ImportedFile; onOpen: () => void }) {
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={onOpen}
        className="min-h-6 break-all rounded text-left font-medium hover:text-accent-strong hover:underline pointer-coarse:min-h-11"
      >
        {file.file_name}
      </button>
      <span className="block text-xs text-faint first-letter:uppercase">
        {file.reason || file.family.replaceAll("_", " ")}
      </span>
    </>
  );
}
