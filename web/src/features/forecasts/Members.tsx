import type { ForecastOfOne } from "../../client/forecasts";
import { Card } from "../../ui/Card";
import { percent } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { forecasts } from "../../words/forecasts";

const words = forecasts.members;

interface Member {
  name: string;
  weight: number | null;
  wape: number | null;
}

/** A method that counts less than so much says nothing. */
const LEAST = 0.0005;

const shown = (value: number | null) => (value === null ? "–" : percent(value));
const COLUMNS: readonly Column<Member>[] = [
  { name: words.name, cell: ({ name }) => name },
  { name: words.weight, isNumber: true, cell: ({ weight }) => shown(weight) },
  { name: words.miss, isNumber: true, cell: ({ wape }) => shown(wape) },
];

/** The methods that forecast together: whose word counts how much, and how each did. */
export function Members({ series, className }: { series: ForecastOfOne; className: string }) {
  const members = Object.entries(series.explanation.members)
    .map(([name, { weight, wape }]) => ({ name, weight: weight ?? null, wape: wape ?? null }))
    .filter(({ weight }) => weight === null || weight >= LEAST)
    .sort((one, other) => (other.weight ?? 0) - (one.weight ?? 0));
  return (
    <Card title={words.title} hint={words.hint} className={className}>
      <Table caption={words.title} columns={COLUMNS} rows={members} rowKey={({ name }) => name} />
    </Card>
  );
}
