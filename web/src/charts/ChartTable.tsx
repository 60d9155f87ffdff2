import { Table, type Column } from "../ui/Table";
import { columnName } from "../client/labels";
import { exact, isTime } from "./format";
import type { Row } from "./view";

/** The columns of an answer: what it is split by, then the figures, then their unit. */
export function columnsOf(rows: readonly Row[]): string[] {
  const columns = Object.keys(rows[0] ?? {});
  return [...columns.filter((each) => each !== "unit"), ...columns.filter((each) => each === "unit")];
}

/** Every figure of a chart, to its last digit. */
export function ChartTable({
  title,
  rows,
  height,
}: {
  title: string;
  rows: readonly Row[];
  height?: number;
}) {
  const columns: Column<Row>[] = columnsOf(rows).map((column) => ({
    name: columnName(column),
    isNumber: !isTime(column) && rows.some((row) => typeof row[column] === "number"),
    cell: (row) => exact(column, row[column]),
  }));
  return (
    <div style={height ? { maxHeight: height, overflowY: "auto" } : undefined}>
      <Table caption={title} columns={columns} rows={rows} rowKey={(row) => Object.values(row).join(" ")} />
    </div>
  );
}
