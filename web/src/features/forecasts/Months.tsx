import type { ForecastMonth, ForecastOfOne } from "../../client/forecasts";
import { Card } from "../../ui/Card";
import { monthName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { forecasts } from "../../words/forecasts";

const words = forecasts.months;

function number(value: number | null): string {
  return value === null ? "–" : exactNumber(value);
}

const RANGE = "figures";
const COLUMNS: readonly Column<ForecastMonth>[] = [
  { name: words.month, className: "whitespace-nowrap", cell: ({ month }) => monthName(month) },
  { name: words.forecast, isNumber: true, cell: ({ forecast }) => number(forecast) },
  { name: words.range80, className: RANGE, cell: ({ lo80, hi80 }) => words.to(number(lo80), number(hi80)) },
  { name: words.range95, className: RANGE, cell: ({ lo95, hi95 }) => words.to(number(lo95), number(hi95)) },
];

/** Every month ahead to its last digit. */
export function Months({ series, className }: { series: ForecastOfOne; className: string }) {
  return (
    <Card title={words.title} hint={words.hint(series.unit)} className={className}>
      <Table
        caption={words.caption}
        columns={COLUMNS}
        rows={series.rows}
        rowKey={({ month }) => month}
        stacks
      />
    </Card>
  );
}
