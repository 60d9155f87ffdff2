import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportedFile } from "../../client/contract";
import { exportAddress } from "../../client/imports";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { Download } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { exactNumber } from "../../ui/numbers";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { words as data } from "../../words/data";
import { VerdictBadge } from "./VerdictBadge";

const words = data.files;
const PAGE = 25;
const CHOICES = ["all", "read", "stored", "refused"] as const;
const VERDICTS = CHOICES.map((value) => ({
  value,
  label: value === "all" ? words.all : (data.verdicts[value] ?? value),
}));
const COLUMNS: readonly Column<ImportedFile>[] = [
  {
    name: words.columns.verdict,
    cell: (each) => <VerdictBadge verdict={each.withdrawn_at ? "withdrawn" : each.verdict} />,
  },
  { name: words.columns.facts, isNumber: true, cell: (each) => exactNumber(each.fact_rows) },
  { name: words.columns.findings, isNumber: true, cell: (each) => exactNumber(each.finding_count) },
  { name: words.columns.taken, cell: (each) => dayName(each.recorded_at), className: "whitespace-nowrap" },
];

interface FilesTabProps {
  imports: UseQueryResult<ImportedFile[]>;
  onOpen: (id: string) => void;
}

/** Every file that came in, with its verdict and the reason for it. */
export function FilesTab({ imports, onOpen }: FilesTabProps) {
  const [verdict, setVerdict] = useUrlChoice("verdict", CHOICES);
  const [name, setName] = useUrlText("name");
  const [most, setMost] = useState(PAGE);
  const matching = (imports.data ?? []).filter(
    (each) =>
      (verdict === "all" || each.verdict === verdict) &&
      each.file_name.toLowerCase().includes(name.toLowerCase()),
  );
  const files = matching.slice(0, most);
  return (
    <Card title={words.title} hint={imports.data && words.hint(imports.data.length)} actions={<Downloads />}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <div className="grid w-full sm:w-72">
          <SearchField label={words.find} value={name} onChange={setName} />
        </div>
        <Segmented
          label={words.verdict}
          name="verdict"
          options={VERDICTS}
          value={verdict}
          onChange={setVerdict}
        />
      </div>
      {imports.error && <ErrorState fault={imports.error} onRetry={() => void imports.refetch()} />}
      {imports.isPending && <Skeleton className="h-80" />}
      {imports.isSuccess && files.length === 0 && (
        <EmptyState title={words.none}>{words.noneText}</EmptyState>
      )}
      {files.length > 0 && (
        <Table
          caption={words.title}
          columns={[nameColumn(onOpen), ...COLUMNS]}
          rows={files}
          stacks
          rowKey={(each) => String(each.import_id)}
        />
      )}
      {matching.length > files.length && (
        <Button className="mt-4" onClick={() => setMost(most + 4 * PAGE)}>
          {data.more}
        </Button>
      )}
    </Card>
  );
}

function nameColumn(open: (id: string) => void): Column<ImportedFile> {
  return {
    name: words.columns.file,
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
        className="-my-0.5 min-h-6 break-all rounded text-left font-medium hover:text-accent-strong hover:underline pointer-coarse:min-h-11"
      >
        {file.file_name}
      </button>
      <span className="block text-xs text-faint first-letter:uppercase">
        {file.reason || file.family.replaceAll("_", " ")}
      </span>
    </>
  );
}

function Downloads() {
  const mayExport = useMay("export");
  if (!mayExport) return null;
  const item = (format: "csv" | "xlsx") => ({
    label: data.quality[format],
    onSelect: () => window.location.assign(exportAddress("imports", format)),
  });
  return (
    <Menu
      label={words.downloadLabel}
      button={<Button icon={Download}>{words.download}</Button>}
      groups={[[item("csv"), item("xlsx")]]}
    />
  );
}
