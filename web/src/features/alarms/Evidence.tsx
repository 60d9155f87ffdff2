import { lazy, Suspense, useMemo } from "react";
import { productVariable } from "../../charts/palette";
import { conditionOf, type Alarm } from "../../client/alarms";
import { useNetwork, useSeries, type Point, type Tank } from "../../client/network";
import { instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table } from "../../ui/Table";
import { alarms } from "../../words/alarms";
import { network } from "../../words/network";
import { isTold, type Show } from "../network/tank/course";
import { drawnOf } from "../network/tank/useCourse";
import { around, nearest } from "./moment";

const CourseDrawing = lazy(() => import("../network/tank/CourseDrawing"));
const words = alarms.evidence;
const [HEIGHT, POINTS, ROWS] = [180, 600, 7];
const SHOWN: Partial<Record<Alarm["rule"], Show>> = { water: "water", temperature: "temperature" };

/** What an alarm was concluded from: its tank around that moment as a picture, the readings, the test's own figures. */
export function Evidence({ alarm }: { alarm: Alarm }) {
  const tank = useNetwork().data?.network.tanks.find((each) => each.id === alarm.subject);
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-sm font-semibold">{words.title}</h3>
      {tank && alarm.begun_at && <Moment alarm={alarm} tank={tank} begun_at={alarm.begun_at} />}
      <Figures alarm={alarm} />
    </section>
  );
}

function Moment({ alarm, tank, begun_at }: { alarm: Alarm; tank: Tank; begun_at: string }) {
  const span = useMemo(() => around(begun_at, alarm.is_active ? null : alarm.ended_at), [alarm, begun_at]);
  const name = `${span.from}~${span.until}`;
  const series = useSeries({ tank: tank.id, name, span: () => span, points: POINTS, again: 0 });
  const { data } = series;
  const wanted = SHOWN[alarm.rule] ?? "volume";
  const show = data && isTold(data, wanted) ? wanted : "volume";
  const drawn = useMemo(() => data && drawnOf({ tank, data, show, onSpan: () => {} }), [tank, data, show]);
  if (series.error) return <ErrorState fault={series.error} />;
  if (!data || !drawn) return <Skeleton className="h-45" />;
  if (data.points.length === 0) return <p className="text-sm text-soft">{words.noReadings}</p>;
  return (
    <>
      <Suspense fallback={<Skeleton className="h-45" />}>
        <CourseDrawing
          label={words.plot(network.tank.course.shows[show], instantName(begun_at))}
          drawn={drawn}
          variable={productVariable(tank.product)}
          height={HEIGHT}
          onBack={() => {}}
        />
      </Suspense>
      <Readings points={nearest(data.points, begun_at, ROWS)} begun_at={begun_at} />
    </>
  );
}

function Readings({ points, begun_at }: { points: readonly Point[]; begun_at: string }) {
  const { columns } = network.tank.course;
  const say = (value: number | null, how: (value: number) => string) =>
    value === null ? network.unknown : how(value);
  return (
    <Table
      caption={words.readings}
      rows={points}
      rowKey={(each) => each.at}
      columns={[
        {
          name: columns.at,
          cell: (each) => (each.at >= begun_at ? instantName(each.at) : <span className="text-faint">{instantName(each.at)}</span>), // prettier-ignore
        },
        { name: words.level, isNumber: true, cell: (each) => say(each.level_m, network.metres) },
        { name: words.volume, isNumber: true, cell: (each) => say(each.volume_l, network.litres) },
      ]}
    />
  );
}

/** The figures that the test itself went by. */
function Figures({ alarm }: { alarm: Alarm }) {
  const told = Object.entries(conditionOf(alarm.body)?.evidence ?? {}).filter(
    ([, value]) => typeof value === "number" || (typeof value === "string" && value),
  );
  if (told.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-soft">{words.figures}</summary>
      <dl className="figures mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {told.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{words.figure(name)}</dt>
            <dd className="break-words">{words.value(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
