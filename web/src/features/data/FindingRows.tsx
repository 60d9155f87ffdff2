import type { Finding } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { shortNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { ruleName } from "./ruleName";

const COLUMNS: readonly Column<Finding>[] = [
  { name: "Finding", cell: (each) => <Rule finding={each} />, className: "min-w-64 max-w-sm" },
  { name: "Where", cell: (each) => <Place finding={each} />, className: "min-w-44 max-w-64" },
  { name: "Seen", cell: (each) => <Said words={each.seen} />, className: "min-w-32 max-w-56" },
  { name: "Expected", cell: (each) => <Said words={each.expected} />, className: "min-w-32 max-w-56" },
  { name: "Litres or kg", isNumber: true, cell: (each) => (each.litres ? shortNumber(each.litres) : "–") },
];

/** The findings, each with its place in the workbook, what stood there, and what to do. */
export function FindingRows({ findings }: { findings: readonly Finding[] }) {
  return (
    <Table
      caption="Findings"
      columns={COLUMNS}
      rows={findings}
      stacks
      rowKey={(each) => `${each.import_id}/${each.number}`}
    />
  );
}

function Rule({ finding }: { finding: Finding }) {
  const isKeptOut = finding.severity === "blocks";
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{ruleName(finding.rule)}</span>
        <Badge tone={isKeptOut ? "bad" : "caution"}>{isKeptOut ? "Kept out" : "Look"}</Badge>
      </span>
      {finding.note && <span className="mt-0.5 block text-soft first-letter:uppercase">{finding.note}</span>}
    </>
  );
}

function Place({ finding }: { finding: Finding }) {
  const place = [finding.sheet.trim(), finding.cell].filter(Boolean).join(" · ");
  return (
    <span className="block min-w-0">
      <span className="block break-words font-medium">{place || "Whole file"}</span>
      <span className="block break-words text-xs text-faint">{finding.file}</span>
    </span>
  );
}

function Said({ words }: { words: string }) {
  return (
    <span title={words} className="figures line-clamp-4 break-words">
      {words || "blank"}
    </span>
  );
}
