import { useState } from "react";
import type { Edition } from "../../client/contract";
import { useVersions, type ListedEdition } from "../../client/imports";
import { columnName, valueName } from "../../client/labels";
import { Badge } from "../../ui/Badge";
import { dayName, instantName, spanName } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { exactNumber } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as data } from "../../words/data";
import { tieOf } from "./tieOut";

const words = data.file;
const LINK =
  "-my-0.5 min-h-6 rounded text-left font-medium text-accent-strong hover:underline pointer-coarse:min-h-11";

interface EditionsTableProps {
  editions: readonly Edition[];
  onSheet: (sheet: string) => void;
}

/** The tables of a file: which of them are read, and which were replaced by what. */
export function EditionsTable({ editions, onSheet }: EditionsTableProps) {
  const [slot, setSlot] = useState("");
  const { tableColumns: columns } = words;
  const COLUMNS: readonly Column<Edition>[] = [
    {
      name: columns.table,
      cell: (each) => (
        <>
          {each.sheet && (
            <button type="button" onClick={() => onSheet(each.sheet)} className={LINK}>
              {each.sheet.trim()}
            </button>
          )}
          <span className="block text-xs text-faint">
            {`${columnName(each.dataset)}, ${valueName("source", each.series)}`}
          </span>
        </>
      ),
    },
    {
      name: columns.speaksFor,
      cell: (each) => spanName(each.span_start, each.span_end),
      className: "whitespace-nowrap",
    },
    {
      name: columns.known,
      cell: (each) => (
        <>
          <span className="whitespace-nowrap">{dayName(each.known_at)}</span>{" "}
          <span className="block text-xs text-faint">
            {each.known_at_basis === "stated" ? words.stated : words.inferred}
          </span>
        </>
      ),
    },
    { name: columns.facts, isNumber: true, cell: (each) => exactNumber(each.row_count) },
    { name: columns.totals, cell: (each) => <TieBadge editions={[each]} /> },
    {
      name: columns.standing,
      cell: (each) => <Standing edition={each} onVersions={() => setSlot(each.slot)} />,
    },
  ];
  return (
    <>
      <Table
        caption={words.tables}
        columns={COLUMNS}
        rows={editions}
        rowKey={(each) => String(each.edition_id)}
        stacks
      />
      <Dialog isOpen={slot !== ""} title={words.versionsOf(slot)} shape="wide" onClose={() => setSlot("")}>
        {slot && <Versions slot={slot} />}
      </Dialog>
    </>
  );
}

function Standing({ edition, onVersions }: { edition: Edition; onVersions: () => void }) {
  const { replaced_by: later, replaces, versions } = edition;
  return (
    <span className="block min-w-0">
      {later ? (
        <span className="text-soft">{words.replacedBy(fileName(later.file))}</span>
      ) : (
        <Badge tone="good">{words.inForce}</Badge>
      )}
      {replaces && !later && (
        <span className="mt-0.5 block text-xs text-faint">{words.replaces(fileName(replaces.file))}</span>
      )}
      {versions > 1 && (
        <button type="button" onClick={onVersions} className={`${LINK} block text-xs`}>
          {words.versions(versions)}
        </button>
      )}
    </span>
  );
}

const { versionColumns } = words;
const VERSIONS: readonly Column<ListedEdition & { isFirst: boolean }>[] = [
  { name: versionColumns.file, cell: (each) => each.file, className: "break-all" },
  { name: versionColumns.known, cell: (each) => dayName(each.known_at), className: "whitespace-nowrap" },
  { name: versionColumns.taken, cell: (each) => instantName(each.recorded_at) },
  { name: versionColumns.facts, isNumber: true, cell: (each) => exactNumber(each.cell_count) },
  {
    name: versionColumns.standing,
    cell: (each) => (each.isFirst ? <Badge tone="good">{words.inForce}</Badge> : data.outcome.none),
  },
];

function Versions({ slot }: { slot: string }) {
  const found = useVersions(slot);
  return (
    <>
      {found.isPending && <Skeleton className="h-20" />}
      {found.error && <ErrorState fault={found.error} />}
      {found.data && (
        <Table
          caption={words.versionsOf(slot)}
          columns={VERSIONS}
          rows={found.data.map((each, at) => ({ ...each, isFirst: at === 0 }))}
          rowKey={(each) => String(each.edition_id)}
          stacks
        />
      )}
    </>
  );
}

/** How many printed totals agree with our sums. */
export function TieBadge({ editions, noun = "" }: { editions: readonly Edition[]; noun?: string }) {
  const { agree, printed } = tieOf(editions);
  if (printed === 0) return <Badge tone="plain">{words.noTotal}</Badge>;
  return (
    <Badge tone={agree === printed ? "good" : "caution"}>{words.totalsAgree(agree, printed, noun)}</Badge>
  );
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
