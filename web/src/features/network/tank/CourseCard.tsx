import { lazy, Suspense, useState } from "react";
import { productVariable } from "../../../charts/palette";
import type { Point, Tank } from "../../../client/network";
import { IconButton } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { classes } from "../../../ui/classes";
import { csv } from "../../../ui/csv";
import { instantName } from "../../../ui/dates";
import { download } from "../../../ui/download";
import { Download, TableIcon } from "../../../ui/icons";
import { Segmented } from "../../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { charts } from "../../../words/charts";
import { network } from "../../../words/network";
import { DOUBTS, isTold, SHOWS, type Doubt, type Show } from "./course";
import { MARKS } from "./marks";
import { readingColumns } from "./readingRows";
import { SpanBar } from "./SpanBar";
import { useCourse, useDrawn } from "./useCourse";

const CourseDrawing = lazy(() => import("./CourseDrawing"));
const DataGrid = lazy(async () => ({ default: (await import("../../../ui/DataGrid")).DataGrid<Point> }));

const words = network.tank.course;
const HEIGHT = 340;

/** A tank over time: one figure, one span, as a picture, a table or a file. */
export function CourseCard({ tank }: { tank: Tank }) {
  const shown = useCourse(tank);
  const { series, show, preset, setPreset, setSpan } = shown;
  const { data } = series;
  const drawn = useDrawn(tank, data, shown);
  const [isTable, setIsTable] = useState(false);
  const columns = data && readingColumns(data.grain);
  const name = `${tank.id} ${words.table}`.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase();
  const take = () => {
    if (!data || !columns) return;
    const rows = data.points.map((each) => columns.map((column) => column.value(each)));
    const text = csv(columns.map((each) => each.name), rows); // prettier-ignore
    download(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
  };
  const span = data ? `${instantName(new Date(data.span.from).toISOString())} – ${instantName(new Date(data.span.until).toISOString())}` : ""; // prettier-ignore
  return (
    <Card
      title={words.title}
      hint={span || " "}
      actions={
        <div className="-my-1.5 -mr-2 flex items-center gap-1">
          <IconButton
            icon={TableIcon}
            label={isTable ? charts.showChart : charts.showTable}
            aria-pressed={isTable}
            onClick={() => setIsTable(!isTable)}
          />
          <IconButton icon={Download} label={words.csv} onClick={take} />
        </div>
      }
    >
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <Segmented
          label={words.shown}
          name="show"
          options={SHOWS.map((value) => ({ value, label: words.choices[value] }))}
          value={show}
          onChange={shown.setShow}
        />
        <SpanBar preset={preset} span={data?.span ?? null} onPreset={setPreset} onSpan={setSpan} />
      </div>
      <div
        aria-busy={series.isPlaceholderData}
        className={classes("transition-[filter]", series.isPlaceholderData && "grayscale")}
        style={{ minHeight: HEIGHT }}
      >
        {series.error && !data ? (
          <ErrorState fault={series.error} onRetry={() => void series.refetch()} />
        ) : !data || !drawn || !columns ? (
          <Skeleton className="h-85" />
        ) : data.points.length === 0 ? (
          <EmptyState title={words.none}>{words.noneHint}</EmptyState>
        ) : isTable ? (
          <Suspense fallback={<Skeleton className="h-85" />}>
            <DataGrid
              label={words.table}
              columns={columns}
              rows={data.points}
              fileName={name}
              maxHeight={`${HEIGHT - 46}px`}
            />
          </Suspense>
        ) : !isTold(data, show) ? (
          <EmptyState title={words.notHere}>{words.singleOnly}</EmptyState>
        ) : (
          <Suspense fallback={<Skeleton className="h-85" />}>
            <CourseDrawing
              label={words.keys(words.summary(words.shows[show], span, words.grains[data.grain]))}
              drawn={drawn}
              variable={productVariable(tank.product)}
              height={HEIGHT}
              onBack={shown.back}
            />
          </Suspense>
        )}
      </div>
      <Foot points={data?.points ?? []} grain={data?.grain} show={show} />
    </Card>
  );
}

interface FootProps {
  points: readonly Point[];
  grain: keyof typeof words.grains | undefined;
  show: Show;
}

/** How fine the picture is, of how many readings it is made, and what its marks mean. */
function Foot({ points, grain, show }: FootProps) {
  const sum = (of: "readings" | Doubt) => points.reduce((total, each) => total + (each[of] ?? 0), 0);
  const met = DOUBTS.map((doubt) => ({ doubt, count: sum(doubt) })).filter((each) => each.count > 0);
  const doubtful = met.reduce((total, each) => total + each.count, 0);
  const told = grain && [
    words.inUnit[show],
    words.grains[grain],
    words.readings(sum("readings")),
    doubtful ? words.doubtful(doubtful) : words.allGood,
    ...(grain === "reading" ? [] : [words.band]),
  ];
  return (
    <div className="mt-3 flex min-h-5 flex-wrap items-center justify-between gap-x-6 gap-y-1 text-xs text-faint">
      <p className="figures">{points.length > 0 && told?.join(" · ")}</p>
      <ul aria-label={words.legend} className="flex flex-wrap gap-x-4 gap-y-1">
        {met.map(({ doubt }) => (
          <li key={doubt} className="flex items-center gap-1.5 text-soft">
            <svg viewBox="-7 -7 14 14" aria-hidden="true" className="size-3.5 fill-surface stroke-caution">
              <path d={MARKS[doubt]} strokeWidth="1.75" />
            </svg>
            {words.short[doubt]}
          </li>
        ))}
      </ul>
    </div>
  );
}
