import { columnName } from "../client/labels";
import { Change } from "../ui/KpiTile";
import { charts } from "../words/charts";
import { isTime, readValue, rowsOfUnit, sayColumn } from "./format";
import { Spark } from "./Spark";
import type { Row, View } from "./view";

/** One figure: the newest, how it changed, and a small line of its course. */
export function Figure({ rows, view, unit }: { rows: readonly Row[]; view: View; unit: string }) {
  const { x = "", y, format } = view;
  const known = rowsOfUnit(rows, y, unit).filter((row) => typeof row[y] === "number");
  const sorted = isTime(x) ? known.toSorted((a, b) => (String(a[x]) < String(b[x]) ? -1 : 1)) : known;
  const row = sorted.at(-1);
  if (!row) return <p className="text-figure font-semibold">–</p>;
  const change = row[`${y}_growth`] ?? row["growth_year"];
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div>
        <p className="text-xs text-faint">{x ? readValue(x, row[x]) : columnName(y)}</p>
        <p className="figures mt-1 text-3xl font-semibold tracking-tight">
          {sayColumn(y, Number(row[y]), unit, format)}
        </p>
        {typeof change === "number" && y !== "growth_year" && (
          <p className="figures mt-1 text-xs text-faint">
            <Change change={change} against={charts.onBefore} good="neither" />
          </p>
        )}
      </div>
      {sorted.length > 2 && isTime(x) && (
        <Spark values={sorted.map((each) => Number(each[y]))} className="h-12 w-40 max-w-full text-accent" />
      )}
    </div>
  );
}
