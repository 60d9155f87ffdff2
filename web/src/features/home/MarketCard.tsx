import { useMemo } from "react";
import { type ChartShape } from "../../charts/monthlyOption";
import { monthlySeries, shown, withinYears, type MonthlySeries } from "../../charts/series";
import type { QueryAnswer } from "../../client/contract";
import { Card } from "../../ui/Card";
import { type CountUnit } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { EmptyState, Skeleton } from "../../ui/states";
import { useUrlChoice, useUrlList, useUrlText } from "../../ui/urlState";
import { Exports } from "./Exports";
import { LazyMonthlyChart } from "./LazyMonthlyChart";
import { MonthlyTable } from "./MonthlyTable";
import { ProductLegend } from "./ProductLegend";
import { Provenance } from "./Provenance";

const UNITS = [
  { value: "L", label: "Litres" },
  { value: "kg", label: "Kilograms" },
] as const;
const VIEWS = [
  { value: "area", label: "Stacked" },
  { value: "lines", label: "Lines" },
  { value: "table", label: "Table" },
] as const;

export type View = ChartShape | "table";
export const TITLE = "National volume by product and month";

/** National volume over the months: which products, which years, drawn or as numbers; all of it in the address. */
export function MarketCard({ answer }: { answer: QueryAnswer | undefined }) {
  const [unit, setUnit] = useUrlChoice<CountUnit>("unit", ["L", "kg"]);
  const [view, setView] = useUrlChoice<View>("view", ["area", "lines", "table"]);
  const [from, setFrom] = useUrlText("from");
  const [to, setTo] = useUrlText("to");
  const [products, setProducts] = useUrlList("product");

  const whole = useMemo(() => monthlySeries(answer?.rows ?? [], unit), [answer, unit]);
  const all = useMemo(() => withinYears(whole, from || undefined, to || undefined), [whole, from, to]);
  const series = useMemo(() => shown(all, products), [all, products]);
  const years = [...new Set(whole.months.map((month) => month.slice(0, 4)))];
  const [first = "", last = ""] = [years[0], years.at(-1)];

  return (
    <Card
      title={TITLE}
      hint={unit === "L" ? "Litres a month" : "Kilograms a month"}
      actions={
        <>
          <Segmented label="Unit" name="unit" options={UNITS} value={unit} onChange={setUnit} />
          <Segmented label="View" name="view" options={VIEWS} value={view} onChange={setView} />
        </>
      }
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <Select
            label="From year"
            value={from || first}
            onChange={(year) => setFrom(year === first ? "" : year)}
            options={years}
          />
          <span aria-hidden="true" className="text-faint">
            –
          </span>
          <Select
            label="To year"
            value={to || last}
            onChange={(year) => setTo(year === last ? "" : year)}
            options={years}
          />
        </div>
        {answer && (
          <Exports all={all} series={series} shape={view === "lines" ? "lines" : "area"} answer={answer} />
        )}
      </div>
      {!answer ? (
        <Skeleton className="h-72 sm:h-96" />
      ) : series.length === 0 ? (
        <NothingHere whole={whole} />
      ) : view === "table" ? (
        <MonthlyTable all={all} series={series} />
      ) : (
        <LazyMonthlyChart
          all={all}
          series={series}
          shape={view}
          label={`${TITLE}, in ${unit === "L" ? "litres" : "kilograms"}`}
        />
      )}
      <ProductLegend all={all} drawn={series} chosen={products} onChoose={setProducts} />
      {answer ? <Provenance answer={answer} /> : <Skeleton className="mt-4 h-16" />}
    </Card>
  );
}

function NothingHere({ whole }: { whole: MonthlySeries }) {
  return whole.months.length === 0 ? (
    <EmptyState
      title="No national volumes in this unit"
      action={{ label: "Bring in a workbook", href: "/data" }}
    >
      None of the imported tables speaks of national supply in {whole.unit === "L" ? "litres" : "kilograms"}.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing matches these filters">
      Choose other years, or show all products again.
    </EmptyState>
  );
}
