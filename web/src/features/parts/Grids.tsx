import { useMemo } from "react";
import { Card } from "../../ui/Card";
import { DataGrid, type GridColumn } from "../../ui/DataGrid";
import { monthBy, monthName } from "../../ui/dates";
import * as icons from "../../ui/icons";
import { exactNumber, signedPercent } from "../../ui/numbers";
import { Table } from "../../ui/Table";
import { words as all } from "../../words/parts";

const words = all.grid;

interface Row {
  company: string;
  month: string;
  product: string;
  litres: number | null;
  change: number;
  note: string | null;
}

const PRODUCTS = ["gasoline", "gasoil", "lpg", "atk"] as const;
const COLUMNS: readonly GridColumn<Row>[] = [
  { key: "company", name: words.company, value: (row) => row.company },
  { key: "month", name: words.month, value: (row) => row.month, show: (row) => monthName(row.month) },
  { key: "product", name: words.product, value: (row) => row.product },
  {
    key: "litres",
    name: words.litres,
    isNumber: true,
    value: (row) => row.litres,
    show: (row) => (row.litres === null ? null : exactNumber(row.litres)),
  },
  {
    key: "change",
    name: words.share,
    isNumber: true,
    value: (row) => row.change,
    show: (row) => signedPercent(row.change),
  },
  { key: "note", name: words.note, value: (row) => row.note },
];
const MANY = 100_000;

/** Rows as a grid of many, a table of few, and the icons. */
export function Grids() {
  const rows = useMemo(made, []);
  return (
    <>
      <Card title={words.title} hint={words.hint}>
        <DataGrid label={words.label} columns={COLUMNS} rows={rows} fileName="parts" maxHeight="24rem" />
        <p className="mb-2 mt-6 text-sm text-soft">{words.empty}</p>
        <DataGrid label={words.empty} columns={COLUMNS} rows={[]} fileName="parts-empty" />
      </Card>
      <Card title={all.table.title} hint={all.table.hint}>
        <Table
          caption={all.table.title}
          stacks
          rows={rows.slice(0, 3)}
          rowKey={(row) => row.company + row.month}
          columns={[
            { name: words.company, cell: (row) => row.company },
            { name: words.month, cell: (row) => monthName(row.month) },
            {
              name: words.litres,
              isNumber: true,
              cell: (row) => (row.litres === null ? "–" : exactNumber(row.litres)),
            },
          ]}
        />
      </Card>
      <Card title={all.icons.title} hint={all.icons.hint}>
        <ul className="grid grid-cols-[repeat(auto-fill,minmax(7rem,1fr))] gap-3 text-xs text-soft">
          {Object.entries(icons).map(([name, Mark]) => (
            <li key={name} className="flex items-center gap-2">
              <Mark className="size-5 shrink-0" />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

/** Rows by a fixed rule, so that the page always looks the same. */
function made(): readonly Row[] {
  return Array.from({ length: MANY }, (_, at) => ({
    company: all.choosing.company((at % 400) + 1),
    month: monthBy("2005-01", Math.floor(at / 400) % 240),
    product: PRODUCTS[at % PRODUCTS.length] ?? "gasoline",
    litres: at % 17 === 5 ? null : (at * 7919) % 9_500_000,
    change: (((at * 31) % 400) - 200) / 1000,
    note: at % 23 === 0 ? words.formula : null,
  }));
}
