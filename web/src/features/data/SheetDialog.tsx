import { useEffect, useState } from "react";
import { originalAddress, useSheet, type SheetPlace, type SheetView } from "../../client/imports";
import { useMay } from "../../client/may";
import { Button, buttonLook, IconButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { Dialog } from "../../ui/Dialog";
import { Chevron, Download } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { ErrorState, Skeleton } from "../../ui/states";
import { words as data } from "../../words/data";
import { ruleName } from "./ruleName";
import { SheetGrid } from "./SheetGrid";
import { PARTS } from "./sheetParts";
import { cellName, columnLetters, isCell, placeWord } from "./sheetPlace";

const words = data.sheet;

interface SheetDialogProps {
  place: SheetPlace;
  onPlace: (at: string) => void;
  onClose: () => void;
}

/** A sheet of a stored workbook around one cell, as its publisher shows it, with what each cell became. */
export function SheetDialog({ place, onPlace, onClose }: SheetDialogProps) {
  const mayExport = useMay("export");
  const sheet = useSheet({ ...place, around: isCell(place.around) ? place.around : "A1" });
  const view = sheet.data;
  const go = (to: Partial<SheetPlace>) => onPlace(placeWord({ ...place, ...to }));
  return (
    <Dialog isOpen title={view ? words.title(view.file) : data.loading} shape="wide" onClose={onClose}>
      {sheet.isPending && <Skeleton className="h-96" />}
      {sheet.error && <ErrorState fault={sheet.error} onRetry={() => void sheet.refetch()} />}
      {view && (
        <div className="space-y-3">
          <div className="flex flex-wrap items-end gap-2">
            <Select
              label={words.choose}
              value={view.sheet}
              onChange={(name) => go({ sheet: name, around: "A1" })}
              options={view.sheets.map((value) => ({ value, label: value.trim() }))}
            />
            <Cell
              key={cellName(view.around.row, view.around.column)}
              view={view}
              onGo={(around) => go({ around })}
            />
            <Moves view={view} onGo={(around) => go({ around })} />
            {mayExport && (
              <a href={originalAddress(place.id)} className={classes(buttonLook("bare"), "ml-auto")}>
                <Download className="size-4" />
                {words.original}
              </a>
            )}
          </div>
          <Legend view={view} />
          <SheetGrid view={view} />
          <Hidden view={view} />
          <Findings view={view} onGo={(around) => go({ around })} />
        </div>
      )}
      {sheet.error && mayExport && (
        <a href={originalAddress(place.id)} className={classes(buttonLook("quiet"), "mt-4")}>
          <Download className="size-4" />
          {words.original}
        </a>
      )}
    </Dialog>
  );
}

function Cell({ view, onGo }: { view: SheetView; onGo: (cell: string) => void }) {
  const [typed, setTyped] = useState(cellName(view.around.row, view.around.column));
  return (
    <form
      className="flex items-center gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isCell(typed)) onGo(typed.trim().toUpperCase());
      }}
    >
      <input
        aria-label={words.cell}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="figures min-h-9 w-20 rounded-lg border border-line-strong bg-surface px-2.5 text-sm pointer-coarse:min-h-11"
      />
      <Button type="submit" why={!isCell(typed) && words.notCell}>
        {words.go}
      </Button>
    </form>
  );
}

/** Steps to the neighbouring parts of the sheet. */
function Moves({ view, onGo }: { view: SheetView; onGo: (cell: string) => void }) {
  const { top, left, rows } = view;
  const height = rows.length;
  const width = rows[0]?.length ?? 0;
  // The window stands a third above and before the cell that it is asked for.
  const to = (row: number, column: number) => onGo(cellName(Math.max(1, row), Math.max(1, column)));
  const [midRow, midColumn] = [top + Math.floor(height / 3), left + Math.floor(width / 3)];
  const turns = [
    { label: words.up, turn: "-rotate-90", can: top > 1, go: () => to(midRow - height + 5, midColumn) },
    {
      label: words.down,
      turn: "rotate-90",
      can: top + height <= view.row_count,
      go: () => to(midRow + height - 5, midColumn),
    },
    { label: words.left, turn: "rotate-180", can: left > 1, go: () => to(midRow, midColumn - width + 2) },
    {
      label: words.right,
      turn: "",
      can: left + width <= view.column_count,
      go: () => to(midRow, midColumn + width - 2),
    },
  ].filter(({ can }) => can);
  return turns.map(({ label, turn, go }) => (
    <IconButton
      key={label}
      icon={({ className }) => <Chevron className={classes(className, turn)} />}
      label={label}
      onClick={go}
    />
  ));
}

function Legend({ view: { parts } }: { view: SheetView }) {
  const met = PARTS.filter(({ part }) => parts.some((row) => row.includes(part)));
  return (
    <ul aria-label={words.legend} className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {met.map(({ part, look }) => (
        <li key={part} className="flex items-center gap-1.5">
          <span className={classes("size-3.5 rounded-sm border border-line-strong", look)} />
          {words.parts[part]}
        </li>
      ))}
    </ul>
  );
}

function Hidden({ view: { hidden_rows: rows, hidden_columns: columns } }: { view: SheetView }) {
  if (rows.length + columns.length === 0) return null;
  return (
    <p className="text-xs text-faint">
      {rows.length > 0 && words.hiddenRows(rows.join(", "))}{" "}
      {columns.length > 0 && words.hiddenColumns(columns.map(columnLetters).join(", "))}
    </p>
  );
}

function Findings({ view, onGo }: { view: SheetView; onGo: (cell: string) => void }) {
  const [most, setMost] = useState(8);
  useEffect(() => setMost(8), [view.sheet]);
  if (view.findings.length === 0) return <p className="text-sm text-faint">{words.noFindings}</p>;
  return (
    <section>
      <h3 className="mb-1 text-sm font-semibold">{words.findings}</h3>
      <ul className="divide-y divide-line border-t border-line text-sm">
        {view.findings.slice(0, most).map(({ number, rule, cell, seen, expected, note }) => (
          <li key={number} className="py-2">
            <span className="font-medium">{ruleName(rule)}</span>{" "}
            {isCell(cell) ? (
              <button
                type="button"
                onClick={() => onGo(cell)}
                className="min-h-6 rounded font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
              >
                {cell}
              </button>
            ) : (
              <span className="text-faint">{cell}</span>
            )}
            <span className="block break-words text-soft">{words.seen(seen, expected)}</span>
            {note && <span className="block text-faint first-letter:uppercase">{note}</span>}
          </li>
        ))}
      </ul>
      {view.findings.length > most && (
        <Button className="mt-2" onClick={() => setMost(most + 50)}>
          {data.more}
        </Button>
      )}
    </section>
  );
}
