import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ImportDetail } from "../../client/contract";
import { originalAddress } from "../../client/imports";
import { useMay } from "../../client/may";
import { productName } from "../../client/products";
import { useImport } from "../../client/queries";
import { Button, buttonLook } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { Download, TableIcon } from "../../ui/icons";
import { exactNumber } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as data } from "../../words/data";
import { EditionsTable } from "./EditionsTable";
import { placeWord } from "./sheetPlace";
import { TakeBack } from "./TakeBack";
import { TieLine } from "./TieLine";
import { differences, type Difference } from "./tieOut";

const words = data.file;
const IGNORED: readonly Column<ImportDetail["ignored"][number]>[] = [
  {
    name: words.leftOutColumns.where,
    cell: (each) => [each.sheet.trim(), each.cells].filter(Boolean).join(" · "),
  },
  { name: words.leftOutColumns.why, cell: (each) => each.reason },
];

interface FileDialogProps {
  id: string;
  onClose: () => void;
  onPlace: (at: string) => void;
}

/** One file: where it comes from, its tables with their versions, each printed total beside our own sum. */
export function FileDialog({ id, onClose, onPlace }: FileDialogProps) {
  const file = useImport(id);
  return (
    <Dialog isOpen title={file.data?.file_name ?? words.unnamed} shape="wide" onClose={onClose}>
      {file.isPending && <Skeleton className="h-64" />}
      {file.error && <ErrorState fault={file.error} onRetry={() => void file.refetch()} />}
      {file.data && <Details file={file.data} onClose={onClose} onPlace={onPlace} />}
    </Dialog>
  );
}

function Details({ file, onClose, onPlace }: { file: ImportDetail } & Omit<FileDialogProps, "id">) {
  const different = differences(file.editions);
  const show = (sheet: string, around: string) => onPlace(placeWord({ id: file.import_id, sheet, around }));
  return (
    <div className="space-y-6">
      <TieLine file={file} />
      <Actions file={file} onClose={onClose} onSheet={() => show("", "A1")} />
      <Origin file={file} />
      {different.length > 0 && (
        <Part title={words.totals}>
          <Table
            caption={words.totals}
            columns={differenceColumns(show)}
            rows={different}
            rowKey={(each) => `${each.edition.edition_id}/${each.cell}/${each.product}/${each.region}`}
            stacks
          />
        </Part>
      )}
      {file.editions.length > 0 && (
        <Part title={words.tables}>
          <EditionsTable editions={file.editions} onSheet={(sheet) => show(sheet, "A1")} />
        </Part>
      )}
      {file.ignored.length > 0 && (
        <Part title={words.leftOut}>
          <Table
            caption={words.leftOut}
            columns={IGNORED}
            rows={file.ignored}
            rowKey={(each) => `${each.sheet}/${each.cells}/${each.reason}`}
            stacks
            isTall
          />
        </Part>
      )}
    </div>
  );
}

interface ActionsProps {
  file: ImportDetail;
  onClose: () => void;
  onSheet: () => void;
}

function Actions({ file, onClose, onSheet }: ActionsProps) {
  const mayExport = useMay("export");
  const mayImport = useMay("import");
  const isIn = file.verdict !== "refused" && !file.withdrawn_at;
  const id = file.import_id;
  return (
    <div className="flex flex-wrap gap-2">
      {/\.xls[xm]$/i.test(file.file_name) && (
        <Button icon={TableIcon} onClick={onSheet}>
          {words.sheet}
        </Button>
      )}
      {isIn && file.editions.length > 0 && (
        <Link href={`/data?tab=changes&since=file&import=${id}`} className={buttonLook("quiet")}>
          {words.changes}
        </Link>
      )}
      {file.finding_count > 0 && (
        <Link href={`/data?tab=quality&file=${id}`} className={buttonLook("quiet")}>
          {words.findings}
        </Link>
      )}
      {mayExport && (
        <a href={originalAddress(id)} className={buttonLook("quiet")}>
          <Download className="size-4" />
          {words.original}
        </a>
      )}
      {mayImport && isIn && <TakeBack id={id} name={file.file_name} onDone={onClose} />}
    </div>
  );
}

function Origin({ file }: { file: ImportDetail }) {
  const { record, withdrawn_at: gone } = file;
  return (
    <dl className="grid gap-x-6 gap-y-2 rounded-xl bg-sunken/60 p-4 text-sm sm:grid-cols-[auto_1fr]">
      <dt className="text-faint">{words.owner}</dt>
      <dd>
        {file.organisation}. {words.takenIn(instantName(file.recorded_at), file.person)}
        {gone && `. ${words.takenBack(instantName(gone), file.withdrawn_by ?? "")}`}
      </dd>
      <dt className="text-faint">{words.hash}</dt>
      <dd className="break-all font-mono text-xs leading-5">{file.sha256}</dd>
      <dt className="text-faint">{words.record}</dt>
      <dd>
        {record ? words.recordWords(record.number) : words.noRecord}
        {record && (
          <span className="block break-all font-mono text-xs leading-5 text-faint">{record.hash}</span>
        )}
      </dd>
    </dl>
  );
}

function differenceColumns(show: (sheet: string, cell: string) => void): readonly Column<Difference>[] {
  const { totalColumns: columns } = words;
  return [
    {
      name: columns.where,
      cell: ({ edition, cell }) => (
        <button
          type="button"
          onClick={() => show(edition.sheet, cell)}
          className="-my-0.5 min-h-6 rounded font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
        >
          {`${edition.sheet.trim()} · ${cell}`}
        </button>
      ),
    },
    {
      name: columns.product,
      cell: (each) => [productName(each.product), each.region].filter(Boolean).join(", "),
    },
    { name: columns.printed, isNumber: true, cell: (each) => exactNumber(each.printed) },
    { name: columns.summed, isNumber: true, cell: (each) => exactNumber(each.summed) },
    { name: columns.difference, isNumber: true, cell: (each) => exactNumber(each.printed - each.summed) },
  ];
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{title}</h3>
      {children}
    </section>
  );
}
