import { lazy, Suspense, useMemo, useState } from "react";
import { Segmented } from "../ui/Segmented";
import { charts } from "../words/charts";
import { breaksOf } from "./breaks";
import type { ChartCardProps } from "./ChartCard";
import { readValue, unitsOf, unitWords } from "./format";
import { Legend } from "./Legend";
import { BAR_HEIGHT, ranked } from "./ranked";
import { shape, type Shaped } from "./shape";
import type { Row, View } from "./view";

const Drawing = lazy(() => import("./Drawing"));

/** The picture with its unit, its legend and, where there are several, the choice of units. */
export function Picture({
  title,
  view,
  rows,
  answer,
  onPick,
  height,
  regions,
}: ChartCardProps & { rows: readonly Row[]; height: number }) {
  const units = useMemo(() => unitsOf(rows, view.y), [rows, view.y]);
  const [chosen, setChosen] = useState("");
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const unit = units.includes(chosen) ? chosen : (units[0] ?? "");
  const shaped = useMemo(() => (hasSeries(view) ? shape(rows, view, unit) : null), [rows, view, unit]);
  const breaks = useMemo(() => breaksOf(answer?.warnings ?? []), [answer]);
  const toggle = (code: string) =>
    setHidden(hidden.includes(code) ? hidden.filter((each) => each !== code) : [...hidden, code]);
  const tall = view.kind === "ranking" ? BAR_HEIGHT * Math.max(1, ranked(rows, view, unit).length) : height;

  return (
    <>
      <div className="mb-2 flex min-h-6 flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <p className="text-xs text-faint">{unitWords(view, unit)}</p>
        {units.length > 1 && (
          <Segmented
            label={charts.unitChoice(title)}
            name="unit"
            options={units.map((each) => ({ value: each, label: readValue("unit", each || null) }))}
            value={unit}
            onChange={setChosen}
          />
        )}
      </div>
      {shaped && (
        <div className="mb-2">
          <Legend title={title} shaped={shaped} hidden={hidden} onToggle={toggle} />
        </div>
      )}
      <Suspense fallback={<div style={{ height: tall }} />}>
        <Drawing
          label={summary(title, view, unit, shaped)}
          {...{ rows, view, unit, hidden, regions, breaks, onPick }}
          height={tall}
        />
      </Suspense>
    </>
  );
}

function hasSeries(view: View): boolean {
  return view.kind === "line" || view.kind === "area" || view.kind === "bar";
}

/** What a chart shows, in one sentence. */
function summary(title: string, view: View, unit: string, shaped: Shaped | null): string {
  const [first, last] = [shaped?.xs[0], shaped?.xs.at(-1)];
  const x = view.x ?? "";
  const points = first && last ? charts.span(readValue(x, first), readValue(x, last)) : "";
  return charts.summary(title, charts.kinds[view.kind].toLowerCase(), points, unitWords(view, unit));
}
