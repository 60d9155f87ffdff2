import { monthTotals, type MonthlySeries, type Series } from "../../charts/series";
import { monthName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";

interface Row {
  month: string;
  index: number;
}

/** The chart's numbers, every digit, newest month first. */
export function MonthlyTable({ all, series }: { all: MonthlySeries; series: readonly Series[] }) {
  const totals = monthTotals(all.months, series);
  const number = (value: number | null | undefined) => (typeof value === "number" ? exactNumber(value) : "");
  const columns: Column<Row>[] = [
    { name: "Month", cell: (row) => monthName(row.month), className: "whitespace-nowrap" },
    {
      name: `Total (${all.unit})`,
      isNumber: true,
      cell: (row) => number(totals[row.index]),
      className: "font-semibold",
    },
    ...series.map((each) => ({
      name: `${each.name} (${all.unit})`,
      isNumber: true,
      cell: (row: Row) => number(each.values[row.index]),
    })),
  ];
  const rows = all.months.map((month, index) => ({ month, index })).reverse();
  return (
    <Table
      caption="Monthly volumes, every digit"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.month}
      isTall
    />
  );
}
