import { useMemo } from "react";
import { ChartCard } from "../../charts/ChartCard";
import type { Row, View } from "../../charts/view";
import type { StockSystem } from "../../client/wetStock";
import { Card } from "../../ui/Card";
import { EmptyState } from "../../ui/states";
import { wetStock } from "../../words/wetStock";
import { booksOf, daysOf } from "./books";

const words = wetStock.course;
const VIEW: View = {
  kind: "fan",
  x: "day",
  y: "cumulative_variance",
  low: "allowed_low",
  high: "allowed_high",
  format: "quantity",
};

/** What is missing or over, day by day and added up, within what the law allows for the month. */
export function CourseCard({ system }: { system: StockSystem }) {
  const rows = useMemo(() => rowsOf(system), [system]);
  if (rows.length === 0) {
    return (
      <Card title={words.title} hint={words.hint}>
        <EmptyState title={words.none}>{words.noneHint}</EmptyState>
      </Card>
    );
  }
  return (
    <ChartCard
      id="course"
      title={words.title}
      hint={words.hint}
      view={VIEW}
      rows={rows}
      answer={undefined}
      height={300}
    />
  );
}

function rowsOf(system: StockSystem): readonly Row[] {
  const [book] = booksOf(system);
  const { limit_l: limit } = system.rule;
  if (!book || limit === null) return [];
  return daysOf(system.days, book)
    .filter(({ cumulative }) => cumulative !== null)
    .map(({ day, cumulative }) => ({
      day,
      cumulative_variance: cumulative,
      allowed_low: -limit,
      allowed_high: limit,
      unit: "L",
    }));
}
