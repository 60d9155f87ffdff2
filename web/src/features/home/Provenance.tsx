import type { AnswerSource, QueryAnswer } from "../../client/contract";
import { productName } from "../../client/products";
import { dayName, instantName } from "../../ui/dates";
import { counted, exactNumber } from "../../ui/numbers";
import { Chevron } from "../../ui/icons";
import { Table, type Column } from "../../ui/Table";

const COLUMNS: readonly Column<AnswerSource>[] = [
  { name: "File", cell: (each) => each.file, className: "break-all" },
  { name: "Cells", isNumber: true, cell: (each) => exactNumber(each.cells) },
  { name: "Known at", cell: (each) => dayName(each.known_at), className: "whitespace-nowrap" },
];

/** Where the numbers come from and as of when, in one line. */
export function provenanceLine({ meta }: QueryAnswer): string {
  return [
    `Source: national supply tables, ${counted(meta.sources.length, "file")}`,
    meta.known_at && `as known on ${instantName(meta.known_at)}`,
    meta.simulated && "SIMULATED: not real figures",
  ]
    .filter(Boolean)
    .join(" · ");
}

/** A warning with products by their names instead of their codes. */
function readable(warning: string): string {
  const words = warning.replace(/\b[a-z]+(_[a-z]+)+\b/g, productName);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The line, what to know when reading the numbers, and the way down to files and the statement that was run. */
export function Provenance({ answer }: { answer: QueryAnswer }) {
  const { meta } = answer;
  // The line above them says already that the market is simulated.
  const warnings = answer.warnings.filter((each) => !(meta.simulated && each.startsWith("SAMPLE")));
  return (
    <div className="mt-4 border-t border-line pt-4 text-xs leading-5 text-faint">
      <p>{provenanceLine(answer)}</p>
      {warnings.map((each) => (
        <p key={each}>{readable(each)}</p>
      ))}
      <details className="group mt-1">
        <summary className="inline-flex min-h-6 list-none items-center gap-1 rounded font-medium text-accent-strong pointer-coarse:min-h-11">
          <Chevron className="size-3.5 transition-transform group-open:rotate-90" />
          How these numbers came to be
        </summary>
        <div className="mt-3 text-ink">
          <Table
            caption="Files behind these numbers"
            columns={COLUMNS}
            rows={meta.sources}
            rowKey={(each) => each.sha256}
            stacks
          />
          <p className="mb-1 mt-4 text-faint">
            {counted(meta.row_count, "row")}, answered by this statement:
          </p>
          <pre
            tabIndex={0}
            aria-label="The statement"
            className="max-h-64 overflow-auto rounded-lg border border-line bg-sunken p-3 font-mono text-[0.6875rem] leading-5"
          >
            {meta.sql}
          </pre>
        </div>
      </details>
    </div>
  );
}
