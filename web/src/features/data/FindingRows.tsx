import type { Finding } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { shortNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { words as data } from "../../words/data";
import { ruleName } from "./ruleName";

const words = data.quality;
const { columns } = words;

interface FindingRowsProps {
  findings: readonly Finding[];
  onShow: (finding: Finding) => void;
}

/** The findings, each with what stood there, what to do, and the way to its place in the workbook. */
export function FindingRows({ findings, onShow }: FindingRowsProps) {
  const COLUMNS: readonly Column<Finding>[] = [
    { name: columns.finding, cell: (each) => <Rule finding={each} />, className: "min-w-64 max-w-sm" },
    {
      name: columns.where,
      cell: (each) => <Place finding={each} onShow={onShow} />,
      className: "min-w-44 max-w-64",
    },
    { name: columns.seen, cell: (each) => <Said words={each.seen} />, className: "min-w-32 max-w-56" },
    {
      name: columns.expected,
      cell: (each) => <Said words={each.expected} />,
      className: "min-w-32 max-w-56",
    },
    {
      name: columns.litres,
      isNumber: true,
      cell: (each) => (each.litres ? shortNumber(each.litres) : data.outcome.none),
    },
  ];
  return (
    <Table
      caption={words.title}
      columns={COLUMNS}
      rows={findings}
      stacks
      rowKey={(each) => `${each.import_id}/${each.number}`}
    />
  );
}

function Rule({ finding }: { finding: Finding }) {
  const { severity, rule, note } = finding;
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{ruleName(rule)}</span>
        <Badge tone={severity === "blocks" ? "bad" : "caution"}>{words[severity]}</Badge>
      </span>
      {note && <span className="mt-0.5 block text-soft first-letter:uppercase">{note}</span>}
    </>
  );
}

function Place({ finding, onShow }: { finding: Finding; onShow: (finding: Finding) => void }) {
  const { sheet, cell, file } = finding;
  const place = [sheet.trim(), cell].filter(Boolean).join(" · ");
  return (
    <span className="block min-w-0">
      {isOnSheet(finding) ? (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={words.showIn(place, file)}
          onClick={() => onShow(finding)}
          className="-my-0.5 min-h-6 break-words rounded text-left font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
        >
          {place}
        </button>
      ) : (
        <span className="block break-words font-medium">{place || words.whole}</span>
      )}
      <span className="block break-words text-xs text-faint">{file}</span>
    </span>
  );
}

/** Whether it is about one sheet of a workbook; `(all 19)` is about every one alike. */
function isOnSheet({ sheet, file }: Finding): boolean {
  return sheet !== "" && !sheet.startsWith("(") && /\.xls[xm]$/i.test(file);
}

function Said({ words: said }: { words: string }) {
  return (
    <span title={said} className="figures line-clamp-4 break-words">
      {said || words.blank}
    </span>
  );
}
