import { lazy, Suspense, useRef, useState } from "react";
import { productVariable } from "../../../charts/palette";
import type { Latest, Point, Series, Tank } from "../../../client/network";
import { IconButton } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { classes } from "../../../ui/classes";
import { csv } from "../../../ui/csv";
import { instantName } from "../../../ui/dates";
import { download } from "../../../ui/download";
import { Dots, TableIcon } from "../../../ui/icons";
import { Menu } from "../../../ui/Menu";
import { Segmented } from "../../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { charts } from "../../../words/charts";
import { network } from "../../../words/network";
import { DOUBTS, isTold, SHOWS, type Doubt, type Show } from "./course";
import { ALARM, alarmSpans, DELIVERY } from "./happened";
import { MARKS } from "./marks";
import { readingColumns } from "./readingRows";
import { SpanBar } from "./SpanBar";
import { useCourse, useDrawn } from "./useCourse";

const CourseDrawing = lazy(() => import("./CourseDrawing"));
const DataGrid = lazy(async () => ({ default: (await import("../../../ui/DataGrid")).DataGrid<Point> }));

const words = network.tank.course;
const HEIGHT = 340;

interface CourseCardProps {
  tank: Tank;
  latest: Latest | null;
  isSimulated: boolean;
}

/** A tank over time: one figure, one span, as a picture, a table or a file. */
export function CourseCard({ tank, latest, isSimulated }: CourseCardProps) {
  const shown = useCourse(tank, latest);
  const { series, data, show, preset, setPreset, setSpan } = shown;
  const picture = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(tank, data, shown);
  const [isTable, setIsTable] = useState(false);
  const columns = data && readingColumns(data.grain);
  const name = `${isSimulated ? "sample " : ""}${tank.id} ${words.table}`.replace(/[^\p{L}\p{N}]+/gu, "-").toLowerCase(); // prettier-ignore
  const take = () => {
    if (!data || !columns) return;
    const rows = data.points.map((each) => columns.map((column) => column.value(each)));
    const text = csv(columns.map((each) => each.name), rows); // prettier-ignore
    download(`${name}.csv`, new Blob([text], { type: "text/csv;charset=utf-8" }));
  };
  const takePicture = async () => {
    const canvas = picture.current?.querySelector("canvas");
    if (!canvas || !data) return;
    const { coursePicture } = await import("./courseFile");
    const foot = [isSimulated && network.sample, ...told(data, show)].filter(Boolean).join(" · ");
    download(`${name}.png`, await coursePicture(canvas, [`${tank.id}: ${words.shows[show]}`, span], foot));
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
          <Menu
            button={<IconButton icon={Dots} label={charts.menu(words.title)} />}
            label={charts.menu(words.title)}
            groups={[
              [
                ...(isTable ? [] : [{ label: words.png, onSelect: () => void takePicture() }]),
                { label: words.csv, onSelect: take },
              ],
            ]}
          />
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
        ref={picture}
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
          <EmptyState title={words.notHere}>
            {show === "variance" ? words.noVariance : words.singleOnly}
          </EmptyState>
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
      <Foot data={data} show={show} />
    </Card>
  );
}

interface FootProps {
  data: Series | undefined;
  show: Show;
}

/** How fine the picture is, of how many readings it is made, and what its marks mean. */
function Foot({ data, show }: FootProps) {
  const points = data?.points ?? [];
  const met = DOUBTS.filter((doubt) => points.some((each) => each[doubt] > 0));
  return (
    <div className="mt-3 flex min-h-5 flex-wrap items-center justify-between gap-x-6 gap-y-1 text-xs text-faint">
      <p className="figures">{data && points.length > 0 && told(data, show).join(" · ")}</p>
      <ul aria-label={words.legend} className="flex flex-wrap gap-x-4 gap-y-1">
        {data && data.deliveries.length > 0 && (
          <Mark outline={DELIVERY} name={words.marks.delivery} className="fill-soft" />
        )}
        {data && data.happened.length > 0 && (
          <Mark outline={ALARM} name={words.marks.alarm} className="fill-bad" />
        )}
        {met.map((doubt) => (
          <Mark
            key={doubt}
            outline={MARKS[doubt]}
            name={words.short[doubt]}
            className="fill-surface stroke-caution"
          />
        ))}
      </ul>
    </div>
  );
}

function Mark({ outline, name, className }: { outline: string; name: string; className: string }) {
  return (
    <li className="flex items-center gap-1.5 text-soft">
      <svg viewBox="-7 -7 14 14" aria-hidden="true" className={classes("size-3.5", className)}>
        <path d={outline} strokeWidth="1.75" />
      </svg>
      {name}
    </li>
  );
}

/** What the picture shows, how fine, and of how much. */
function told({ grain, points, deliveries, happened }: Series, show: Show): string[] {
  const sum = (of: "readings" | Doubt) => points.reduce((total, each) => total + (each[of] ?? 0), 0);
  const doubtful = DOUBTS.reduce((total, each) => total + sum(each), 0);
  const alarms = alarmSpans(happened).length;
  return [
    words.inUnit[show],
    words.grains[grain],
    words.readings(sum("readings")),
    doubtful ? words.doubtful(doubtful) : words.allGood,
    ...(grain === "reading" || show === "variance" ? [] : [words.band]),
    ...(deliveries.length > 0 ? [words.deliveries(deliveries.length)] : []),
    ...(alarms > 0 ? [words.alarms(alarms)] : []),
  ];
}
