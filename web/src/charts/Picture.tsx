import { lazy, Suspense, useMemo } from "react";
import { Segmented } from "../ui/Segmented";
import { classes } from "../ui/classes";
import { charts } from "../words/charts";
import { breaksOf } from "./breaks";
import type { ChartCardProps, Shown } from "./ChartCard";
import type { Break } from "./drawn";
import { Figure } from "./Figure";
import { readValue, unitsOf, unitWords } from "./format";
import { heightOf } from "./height";
import { Legend } from "./Legend";
import { shape, type Shaped } from "./shape";
import { ROLES, roleVariable, stepsOf } from "./steps";
import type { Row, View } from "./view";

const Drawing = lazy(() => import("./Drawing"));
const Dense = lazy(() => import("./Dense"));
const AreaDrawing = lazy(() => import("./AreaDrawing"));

/** Beyond so many points a line, drawing each by itself would be slow under the pointer. */
const MOST_POINTS = 3000;

interface PictureProps extends Pick<
  ChartCardProps,
  "title" | "view" | "answer" | "onPick" | "regions" | "fills"
> {
  rows: readonly Row[];
  height: number;
  shown: Shown;
  onShow: (shown: Shown) => void;
}

/** The picture with its unit, its legend and, where there are several, the choice of units. */
export function Picture(props: PictureProps) {
  const { title, view, rows, answer, onPick, height, regions, fills, shown, onShow } = props;
  const units = useMemo(() => unitsOf(rows, view.y), [rows, view.y]);
  const { hidden } = shown;
  const unit = unitShown(units, shown);
  const said = unitWords(view, unit);
  const shaped = useMemo(() => (hasSeries(view) ? shape(rows, view, unit) : null), [rows, view, unit]);
  const breaks = useMemo(() => breaksOf(answer), [answer]);
  const tall = useMemo(() => heightOf(rows, view, unit, height), [rows, view, unit, height]);
  const toggle = (code: string) =>
    onShow({
      ...shown,
      hidden: hidden.includes(code) ? hidden.filter((each) => each !== code) : [...hidden, code],
    });
  const isDense = view.kind === "line" && (shaped?.xs.length ?? 0) > MOST_POINTS;
  const isMap = regions?.some((each) => each.polygons) ?? false;
  const Drawn = isDense ? Dense : isMap ? AreaDrawing : Drawing;

  return (
    <>
      <div
        className={classes(
          "mb-2 flex min-h-6 flex-wrap items-center justify-between gap-x-4 gap-y-1",
          !said && units.length < 2 && "hidden",
        )}
      >
        <p className="text-xs text-faint">{said}</p>
        {units.length > 1 && (
          <Segmented
            label={charts.unitChoice(title)}
            name="unit"
            options={units.map((each) => ({ value: each, label: readValue("unit", each || null) }))}
            value={unit}
            onChange={(next) => onShow({ ...shown, unit: next })}
          />
        )}
      </div>
      <Legend
        title={title}
        marks={shaped?.parts ?? rolesOf(rows, view, unit)}
        hidden={hidden}
        onToggle={toggle}
      >
        {shaped && shaped.left > 0 && charts.notDrawn(shaped.left)}
        {shaped && isMarked(shaped, breaks) && <BreakMark breaks={breaks} />}
      </Legend>
      {view.kind === "figure" ? (
        <Figure rows={rows} view={view} unit={unit} />
      ) : (
        <Suspense fallback={<div style={{ height: tall }} />}>
          <Drawn
            // An engine that was made before the part that draws maps was there cannot draw one.
            key={String(isMap)}
            label={summary(title, view, unit, shaped)}
            {...{ rows, view, unit, hidden, regions, breaks, onPick, fills }}
            height={height}
          />
        </Suspense>
      )}
    </>
  );
}

/** The unit that was chosen while there are figures in it, else the one that most rows have. */
export function unitShown(units: readonly string[], { unit }: Shown): string {
  return units.includes(unit) ? unit : (units[0] ?? "");
}

function hasSeries(view: View): boolean {
  return view.kind === "line" || view.kind === "area" || view.kind === "bar";
}

/** The roles that parts of a price have, as marks of a legend. */
function rolesOf(rows: readonly Row[], view: View, unit: string) {
  if (view.kind !== "waterfall") return [];
  const roles = new Set(stepsOf(rows, view, unit).map((each) => each.role));
  return ROLES.filter((role) => roles.has(role)).map((role) => ({
    code: role,
    name: readValue("role", role),
    variable: roleVariable(role),
  }));
}

function isMarked({ view, xs }: Shaped, breaks: readonly Break[]): boolean {
  const [first = "", last = ""] = [xs[0], xs.at(-1)];
  return view.kind === "line" || view.kind === "area"
    ? breaks.some(({ at }) => first < at && at.slice(0, last.length) <= last)
    : false;
}

function BreakMark({ breaks }: { breaks: readonly Break[] }) {
  return (
    <span className="flex items-center gap-1.5" title={breaks.map((each) => each.text).join("\n")}>
      <span aria-hidden="true" className="h-3 border-l border-dashed border-caution" />
      {charts.definitionChanged}
    </span>
  );
}

/** What a chart shows, in one sentence. */
function summary(title: string, view: View, unit: string, shaped: Shaped | null): string {
  const [first, last] = [shaped?.xs[0], shaped?.xs.at(-1)];
  const x = view.x ?? "";
  const points = first && last ? charts.span(readValue(x, first), readValue(x, last)) : "";
  return charts.summary(title, charts.kinds[view.kind].toLowerCase(), points, unitWords(view, unit));
}
