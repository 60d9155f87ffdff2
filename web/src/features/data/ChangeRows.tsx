import type { Restatement } from "../../client/imports";
import { valueName } from "../../client/labels";
import { Badge } from "../../ui/Badge";
import { dayName, spanName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { words as data } from "../../words/data";
import { isCell, placeWord } from "./sheetPlace";

const words = data.changes;
const { columns } = words;

interface ChangeRowsProps {
  rows: readonly Restatement[];
  onPlace: (at: string) => void;
}

/** Figures as they were and as they are, each with the way to both of its cells. */
export function ChangeRows({ rows, onPlace }: ChangeRowsProps) {
  const COLUMNS: readonly Column<Restatement>[] = [
    { name: columns.what, cell: (each) => <What row={each} />, className: "min-w-48" },
    { name: columns.period, cell: (each) => periodOf(each), className: "whitespace-nowrap" },
    {
      name: columns.was,
      isNumber: true,
      cell: (each) => (
        <Figure
          value={each.was}
          unit={each.unit}
          cell={each.earlier_cell}
          onShow={placer(each.earlier_import_id, each.earlier_sheet, each.earlier_cell, onPlace)}
        />
      ),
    },
    {
      name: columns.now,
      isNumber: true,
      cell: (each) => (
        <Figure
          value={each.now}
          unit={each.unit}
          cell={each.cell}
          onShow={placer(each.import_id, each.sheet, each.cell, onPlace)}
        />
      ),
    },
    { name: columns.difference, isNumber: true, cell: (each) => signed(each.difference) },
    { name: columns.file, cell: (each) => <File row={each} />, className: "min-w-44 max-w-72" },
  ];
  return (
    <Table
      caption={words.title}
      columns={COLUMNS}
      rows={rows}
      stacks
      rowKey={(each) =>
        [
          each.earlier_import_id,
          each.earlier_sheet,
          each.earlier_cell,
          each.import_id,
          each.sheet,
          each.cell,
        ].join("/")
      }
    />
  );
}

function What({ row }: { row: Restatement }) {
  const { product, ...others } = row.named;
  const names = Object.entries(others)
    .filter(([name]) => name !== "source")
    .map(([name, value]) => valueName(name, value));
  const kind = words.kinds[row.kind];
  return (
    <>
      <span className="font-medium">
        {[product && valueName("product", product), ...names].filter(Boolean).join(", ")}
      </span>{" "}
      {kind && <Badge tone="plain">{kind}</Badge>}
      <span className="block text-xs text-faint">{valueName("source", row.series)}</span>
    </>
  );
}

interface FigureProps {
  value: number | null;
  unit: string;
  cell: string;
  onShow: (() => void) | undefined;
}

function Figure({ value, unit, cell, onShow }: FigureProps) {
  const said = value === null ? words.blank : `${exactNumber(value)} ${unit}`;
  if (!onShow) return <span className={value === null ? "text-faint" : undefined}>{said}</span>;
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-description={words.showCell(cell)}
      onClick={onShow}
      className="-my-0.5 min-h-6 rounded hover:text-accent-strong hover:underline pointer-coarse:min-h-11"
    >
      {said}
    </button>
  );
}

function File({ row }: { row: Restatement }) {
  const [name, earlier] = [row.file, row.earlier_file].map((path) => path.slice(path.lastIndexOf("/") + 1));
  return (
    <span className="block min-w-0">
      <span className="block break-words">{name}</span>
      <span className="block break-words text-xs text-faint">
        {data.file.replaces(earlier ?? "")}, {dayName(row.known_at)}
      </span>
    </span>
  );
}

function periodOf({ span_start, span_end, grain }: Restatement): string {
  return grain === "month" || grain === "year" ? spanName(span_start, span_end) : dayName(span_start);
}

function placer(id: number | null, sheet: string, cell: string, onPlace: (at: string) => void) {
  return id !== null && sheet && isCell(cell)
    ? () => onPlace(placeWord({ id, sheet, around: cell }))
    : undefined;
}

function signed(value: number): string {
  return `${value > 0 ? "+" : value < 0 ? "−" : "±"}${exactNumber(Math.abs(value))}`;
}
