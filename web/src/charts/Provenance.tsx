import { useState } from "react";
import type { AnswerSource, QueryAnswer } from "../client/contract";
import { readable } from "../client/labels";
import { Badge } from "../ui/Badge";
import { dayName } from "../ui/dates";
import { Dialog } from "../ui/Dialog";
import { counted, exactNumber } from "../ui/numbers";
import { Table, type Column } from "../ui/Table";
import { charts } from "../words/charts";

const COLUMNS: readonly Column<AnswerSource>[] = [
  { name: charts.columnFile, cell: (each) => each.file, className: "break-all" },
  { name: charts.columnCells, isNumber: true, cell: (each) => exactNumber(each.cells) },
  { name: charts.columnKnown, cell: (each) => dayName(each.known_at), className: "whitespace-nowrap" },
];

/** Where the figures come from and as of when, in one line. */
export function provenanceLine({ meta }: QueryAnswer): string {
  return [
    charts.source(counted(meta.sources.length, charts.file, charts.files)),
    meta.known_at && charts.knownOn(dayName(meta.known_at)),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** The warnings of an answer; that a market is simulated stands beside them already. */
export function notesOf({ meta, warnings }: QueryAnswer): string[] {
  return warnings.filter((each) => !(meta.simulated && each.startsWith("SAMPLE"))).map(readable);
}

/** The line under a chart; it opens what to know when reading the figures, the files, and the statement that was run. */
export function Provenance({ title, answer }: { title: string; answer: QueryAnswer }) {
  const [isOpen, setOpen] = useState(false);
  const { meta } = answer;
  const notes = notesOf(answer);
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs leading-5 text-faint">
      {meta.simulated && <Badge tone="caution">{charts.sample}</Badge>}
      <button
        type="button"
        title={charts.howCame}
        onClick={() => setOpen(true)}
        className="min-h-6 rounded text-left underline decoration-line-strong underline-offset-4 hover:text-ink pointer-coarse:min-h-11"
      >
        {provenanceLine(answer)}
        {notes.length > 0 && ` · ${charts.notes(notes.length)}`}
      </button>
      <Dialog isOpen={isOpen} title={charts.howCame} shape="wide" onClose={() => setOpen(false)}>
        <p className="mb-3 text-sm text-soft">{title}</p>
        {notes.length > 0 && (
          <ul className="mb-4 list-disc space-y-1 pl-5 text-sm">
            {notes.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        )}
        <Table
          caption={charts.filesBehind}
          columns={COLUMNS}
          rows={meta.sources}
          rowKey={(each) => each.sha256}
          stacks
        />
        <p className="mb-1 mt-4 text-xs text-faint">
          {charts.answeredBy(counted(meta.row_count, charts.row))}
        </p>
        <pre
          tabIndex={0}
          aria-label={charts.statement}
          className="max-h-64 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-[0.6875rem] leading-5"
        >
          {meta.sql}
        </pre>
      </Dialog>
    </div>
  );
}
