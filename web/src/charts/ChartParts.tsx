import { parts } from "../words/charts";
import { ChartCard } from "./ChartCard";
import { ANSWER, MONTHLY, PRICES, RANKED, RANKS } from "./parts";
import type { Row, View } from "./view";

const KINDS: readonly { id: keyof typeof parts.kinds; view: View; rows: readonly Row[] }[] = [
  { id: "area", view: { kind: "area", x: "month", y: "volume", series: "product" }, rows: MONTHLY },
  { id: "line", view: { kind: "line", x: "month", y: "volume", series: "product" }, rows: MONTHLY },
  {
    id: "share",
    view: { kind: "area", x: "month", y: "volume", series: "product", asShare: true },
    rows: MONTHLY,
  },
  { id: "bar", view: { kind: "bar", x: "month", y: "volume", series: "product" }, rows: MONTHLY },
  { id: "price", view: { kind: "line", x: "month", y: "average_price", series: "product" }, rows: PRICES },
  { id: "race", view: { kind: "line", x: "year", y: "rank", series: "company" }, rows: RANKS },
  { id: "ranking", view: { kind: "ranking", x: "company", y: "volume" }, rows: RANKED },
  { id: "table", view: { kind: "table", y: "volume" }, rows: RANKED },
];

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
          onPick={(row) => console.info(row)}
        />
      ))}
      <ChartCard
        id="part-waiting"
        title={parts.waiting}
        view={{ kind: "line", y: "volume" }}
        answer={undefined}
      />
      <ChartCard
        id="part-empty"
        title={parts.empty}
        view={{ kind: "line", y: "volume" }}
        rows={[]}
        answer={ANSWER}
      />
      <ChartCard
        id="part-fault"
        title={parts.fault}
        view={{ kind: "line", y: "volume" }}
        answer={undefined}
        fault={new Error(parts.faultText)}
        onRetry={() => undefined}
      />
    </div>
  );
}
