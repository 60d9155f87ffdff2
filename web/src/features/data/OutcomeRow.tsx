import { useState } from "react";
import { Link } from "wouter";
import type { FileOutcome, ImportReport } from "../../client/contract";
import { valueName } from "../../client/labels";
import { productName } from "../../client/products";
import { buttonLook } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { monthName, spanName } from "../../ui/dates";
import { Chevron } from "../../ui/icons";
import { exactNumber, shortNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { words as data } from "../../words/data";
import { ruleName } from "./ruleName";
import { TakeBack } from "./TakeBack";
import { VerdictBadge } from "./VerdictBadge";

const words = data.outcome;
type Moved = FileOutcome["moved"][number];
type Finding = ImportReport["findings"][number];
const FINDINGS_SHOWN = 5;

const MOVED: readonly Column<Moved>[] = [
  { name: words.what, cell: (each) => movedName(each), className: "min-w-40" },
  { name: words.was, isNumber: true, cell: (each) => figure(each.was) },
  { name: words.now, isNumber: true, cell: (each) => figure(each.now) },
  { name: words.difference, isNumber: true, cell: (each) => signed((each.now ?? 0) - (each.was ?? 0)) },
];

interface OutcomeRowProps {
  outcome: FileOutcome;
  findings: readonly Finding[];
  isCheck: boolean;
  /** Nothing else was sent, so its details stand open. */
  isAlone: boolean;
}

/** What became of one file: what it was taken for, how it ties out, what it changes, and what to do. */
export function OutcomeRow({ outcome, findings, isCheck, isAlone }: OutcomeRowProps) {
  const [isOpen, setIsOpen] = useState(isAlone);
  const hasMore = outcome.verdict === "read" || findings.length > 0;
  return (
    <li className="py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <span className="min-w-0 break-all text-sm font-medium">{outcome.name}</span>
        <VerdictBadge verdict={outcome.verdict} />
      </div>
      {outcome.reason && <p className="mt-0.5 text-sm text-soft first-letter:uppercase">{outcome.reason}</p>}
      <div className="mt-1 flex flex-wrap items-center gap-x-3">
        {outcome.verdict === "read" && <Chips outcome={outcome} />}
        {hasMore && (
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={words.for(outcome.name)}
            onClick={() => setIsOpen(!isOpen)}
            className="inline-flex min-h-8 items-center gap-1 rounded-md text-sm font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
          >
            <Chevron className={classes("size-4 transition-transform", isOpen && "rotate-90")} />
            {words.details}
          </button>
        )}
      </div>
      {isOpen && hasMore && <More outcome={outcome} findings={findings} isCheck={isCheck} />}
    </li>
  );
}

function Chips({ outcome }: { outcome: FileOutcome }) {
  const { recognised, tied, untied, rows, findings } = outcome;
  const chips = [
    recognised.series.map((each) => valueName("source", each)).join(", "),
    recognised.first && recognised.last && spanName(recognised.first, recognised.last),
    recognised.sheets > 0 && words.sheets(recognised.sheets),
    words.facts(rows),
    tied + untied > 0 ? words.tied(tied, tied + untied) : words.noTotals,
    findings > 0 && words.findings(findings),
  ].filter(Boolean);
  return (
    <ul className="figures flex flex-wrap gap-1.5 text-xs">
      {chips.map((each) => (
        <li key={String(each)} className="rounded-md bg-sunken px-2 py-0.5 text-soft">
          {each}
        </li>
      ))}
    </ul>
  );
}

function More({ outcome, findings, isCheck }: Omit<OutcomeRowProps, "isAlone">) {
  const { change, moved, recognised, import_id: id } = outcome;
  const leftOut = Object.entries(recognised.left_out);
  return (
    <div className="mt-2 space-y-4 rounded-xl bg-sunken/60 p-4">
      {outcome.verdict === "read" && (
        <dl aria-label={words.changes} className="grid grid-cols-2 gap-3 text-sm sm:grid-cols-4">
          {(["new", "changed", "same", "removed"] as const).map((each) => (
            <div key={each}>
              <dt className="text-xs text-faint">{words[each]}</dt>
              <dd className="figures text-lg font-semibold">{exactNumber(change[each])}</dd>
            </div>
          ))}
        </dl>
      )}
      {moved.length > 0 && (
        <section>
          <h3 className="mb-1 text-sm font-semibold">{words.moved}</h3>
          <div className="rounded-lg bg-surface px-5 sm:px-6">
            <Table
              caption={words.moved}
              columns={MOVED}
              rows={moved}
              rowKey={(each) => `${each.sheet}/${each.cell}/${each.month}/${each.product}/${each.entity}`}
              stacks
            />
          </div>
        </section>
      )}
      {findings.length > 0 && <Findings findings={findings} />}
      {leftOut.length > 0 && (
        <section>
          <h3 className="mb-1 text-sm font-semibold">{words.leftOut}</h3>
          <ul className="text-sm text-soft">
            {leftOut.map(([reason, count]) => (
              <li key={reason}>
                <span className="inline-block first-letter:uppercase">{reason}</span>: {words.places(count)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {id > 0 && !isCheck && (
        <div className="flex flex-wrap gap-2">
          <Link href={`/data?tab=files&open=${id}`} className={buttonLook("quiet")}>
            {words.open}
          </Link>
          <TakeBack id={id} name={outcome.name} />
        </div>
      )}
    </div>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.findingsTitle}</h3>
      <ul className="space-y-2 text-sm">
        {findings.slice(0, FINDINGS_SHOWN).map((each, at) => (
          <li key={at}>
            <span className="font-medium">{ruleName(each.rule)}</span>{" "}
            <span className="text-faint">{[each.sheet.trim(), each.cell].filter(Boolean).join(" · ")}</span>
            {each.litres > 0 && <span className="figures text-faint"> · {shortNumber(each.litres)}</span>}
            <span className="block text-soft">{data.sheet.seen(each.seen, each.expected)}</span>
            {each.note && <span className="block text-faint first-letter:uppercase">{each.note}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function movedName({ month, product, entity, sheet, cell }: Moved): string {
  const where = [sheet.trim(), cell].filter(Boolean).join(" · ");
  return [monthName(month), productName(product), entity, where].filter(Boolean).join(", ");
}

function figure(value: number | null): string {
  return value === null ? words.none : exactNumber(value);
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : ""}${exactNumber(Math.abs(value))}`;
}
