import { lazy, Suspense } from "react";
import { columnName } from "../client/labels";
import { Skeleton } from "../ui/states";
import { Table, type Column } from "../ui/Table";
import { charts } from "../words/charts";
import { columnsOf, fileName } from "./exports";
import { exact, isTime } from "./format";
import type { Row } from "./view";

// The grid of many rows comes when it is wanted first.
const DataGrid = lazy(async () => ({ default: (await import("../ui/DataGrid")).DataGrid<Row> }));

/** Up to so many rows stand as a plain table, which a phone shows as blocks. */
const FEW = 12;

/** Every figure of a chart, to its last digit. */
export function ChartTable({ title, rows, height }: { title: string; rows: readonly Row[]; height: number }) {
  const names = columnsOf(rows);
  const isNumber = (column: string) => !isTime(column) && rows.some((row) => typeof row[column] === "number");
  if (rows.length <= FEW) {
    const columns: Column<Row>[] = names.map((column) => ({
      name: columnName(column),
      isNumber: isNumber(column),
      cell: (row) => exact(column, row[column]),
    }));
    return (
      <Table
        caption={charts.figuresOf(title)}
        columns={columns}
        rows={rows}
        rowKey={(row) => Object.values(row).join(" ")}
        stacks
      />
    );
  }
  return (
    <Suspense fallback={<Skeleton className="h-72" />}>
      <DataGrid
        label={charts.figuresOf(title)}
        rows={rows}
        fileName={fileName(title, "").replace(/\.$/, "")}
        maxHeight={`${height}px`}
        columns={names.map((column) => ({
          key: column,
          name: columnName(column),
          isNumber: isNumber(column),
          value: (row) => row[column] ?? null,
          show: (row) => exact(column, row[column]),
        }))}
      />
    </Suspense>
  );
}
