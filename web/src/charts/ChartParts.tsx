import { parts } from "../words/charts";
import { ChartCard } from "./ChartCard";
import {
  ANSWER,
  BUILD_UP,
  BY_REGION,
  DAILY,
  EXPECTED,
  FLOWS,
  GROWTH,
  MONTHLY,
  PRICES,
  RANKED,
  RANKS,
  REGIONS,
} from "./parts";
import type { Row, View } from "./view";

const MONTHLY_VIEW = { x: "month", y: "volume", series: "product" } as const;
const KINDS: readonly { id: keyof typeof parts.kinds; view: View; rows: readonly Row[] }[] = [
  { id: "area", view: { kind: "area", ...MONTHLY_VIEW }, rows: MONTHLY },
  { id: "line", view: { kind: "line", ...MONTHLY_VIEW }, rows: MONTHLY },
  { id: "share", view: { kind: "area", ...MONTHLY_VIEW, asShare: true }, rows: MONTHLY },
  { id: "bar", view: { kind: "bar", ...MONTHLY_VIEW }, rows: MONTHLY },
  {
    id: "grouped",
    view: { kind: "bar", x: "month", y: "average_price", series: "product" },
    rows: PRICES.slice(0, 12),
  },
  { id: "price", view: { kind: "line", x: "month", y: "average_price", series: "product" }, rows: PRICES },
  { id: "race", view: { kind: "line", x: "year", y: "rank", series: "company" }, rows: RANKS },
  { id: "ranking", view: { kind: "ranking", x: "company", y: "volume" }, rows: RANKED },
  { id: "heat", view: { kind: "heat", ...MONTHLY_VIEW }, rows: MONTHLY.slice(0, 72) },
  { id: "change", view: { kind: "heat", x: "year", y: "growth_year", series: "company" }, rows: GROWTH },
  { id: "sankey", view: { kind: "sankey", y: "volume", path: ["company", "depot", "product"] }, rows: FLOWS },
  {
    id: "waterfall",
    view: { kind: "waterfall", x: "component", y: "component_value", series: "role" },
    rows: BUILD_UP,
  },
  { id: "tiles", view: { kind: "tiles", x: "region", y: "volume" }, rows: BY_REGION },
  {
    id: "fan",
    view: { kind: "fan", x: "month", y: "volume", low: "volume_low", high: "volume_high" },
    rows: EXPECTED,
  },
  { id: "dense", view: { kind: "line", x: "day", y: "average_price" }, rows: DAILY },
  { id: "figure", view: { kind: "figure", x: "month", y: "volume" }, rows: EXPECTED.slice(0, 24) },
  { id: "table", view: { kind: "table", y: "volume" }, rows: RANKED },
];
const LINE: View = { kind: "line", y: "volume" };

/** Every kind of chart, and every state that a chart can be in, with made-up rows. */
export function ChartParts() {
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
      {KINDS.map(({ id, view, rows }) => (
        <ChartCard
          key={id}
          id={`part-${id}`}
          title={parts.kinds[id]}
          view={view}
          rows={rows}
          answer={ANSWER}
          regions={REGIONS}
        />
      ))}
      <ChartCard id="part-waiting" title={parts.waiting} view={LINE} answer={undefined} />
      <ChartCard
        id="part-behind"
        title={parts.behind}
        view={{ ...LINE, ...MONTHLY_VIEW }}
        answer={ANSWER}
        isBehind
      />
      <ChartCard id="part-empty" title={parts.empty} view={LINE} rows={[]} answer={ANSWER} />
      <ChartCard
        id="part-fault"
        title={parts.fault}
        view={LINE}
        answer={undefined}
        fault={new Error(parts.faultText)}
        onRetry={() => undefined}
      />
    </div>
  );
}
