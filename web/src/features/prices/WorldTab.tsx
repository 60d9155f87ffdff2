import { lazy, Suspense, useMemo } from "react";
import { useAnswer } from "../../client/queries";
import { dayName } from "../../ui/dates";
import { Segmented } from "../../ui/Segmented";
import { useUrlText } from "../../ui/urlState";
import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { fuelName } from "./fuels";
import { Beside, FuelPicker } from "./Pickers";
import { indicatorsQuestion, pumpQuestion } from "./questions";
import { fxUnits, indicatorTracks, likenessOf, points, reachOf, type Track } from "./tracks";
import { lineVariable, TRACK_HEIGHT } from "./tracksOption";
import { useFuel } from "./useFuel";

const TracksDrawing = lazy(() => import("./TracksDrawing"));
const words = prices.world;

/** The pump price, the exchange rate and world prices under one another on one axis of time. */
export function WorldTab() {
  const scope = useScope();
  const use = useFuel("ex_pump");
  const question = indicatorsQuestion(scope);
  const world = useAnswer(question, true);
  const pump = useAnswer(pumpQuestion(scope, use.filters), true);
  const units = useMemo(() => fxUnits(world.data?.rows ?? []), [world.data]);
  const [wished, setUnit] = useUrlText("rate");
  const unit = units.includes(wished) ? wished : (units[0] ?? "");
  const tracks = useMemo(() => {
    const own = pump.data?.rows ?? [];
    const line = {
      code: "pump",
      name: words.pump,
      ...(use.fuel && { product: use.fuel.product }),
      points: points(own, "median_price"),
    };
    const title = use.fuel ? `${words.pump}: ${fuelName(use.fuel)}` : words.pump;
    const top: Track[] = line.points.length ? [{ title, unit: String(own[0]?.["unit"]), lines: [line] }] : [];
    return [...top, ...indicatorTracks(world.data?.rows ?? [], unit, words)];
  }, [pump.data, world.data, unit, use.fuel]);
  const like = useMemo(() => likenessOf(world.data?.rows ?? [], unit), [world.data, unit]);
  const [from, to] = reachOf(tracks, Boolean(scope.from || scope.to));
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <FuelPicker use={use} />
        {units.length > 1 && (
          <Beside label={words.units}>
            <Segmented
              label={words.units}
              name="rate"
              options={units.map((each) => ({ value: each, label: each }))}
              value={unit}
              onChange={(value) => setUnit(value === units[0] ? "" : value)}
            />
          </Beside>
        )}
      </div>
      <Panel
        id="world"
        title={words.title}
        hint={`${words.hint}. ${words.span(dayName(from), dayName(to))}`}
        question={question}
        view={{ kind: "line", x: "day", y: "indicator_value", series: "indicator" }}
        height={TRACK_HEIGHT * 4}
        note={
          <>
            {words.note} {like && words.likeness(unit, like.other, like.factor)}
          </>
        }
        picture={() => (
          <>
            <Lines tracks={tracks} />
            <Suspense fallback={<div style={{ height: TRACK_HEIGHT * tracks.length }} />}>
              <TracksDrawing label={words.title} {...{ tracks, from, to }} />
            </Suspense>
          </>
        )}
      />
    </div>
  );
}

/** What each colour is, where one row has several lines. */
function Lines({ tracks }: { tracks: readonly Track[] }) {
  const many = tracks.flatMap((track, at) =>
    track.lines.length > 1
      ? track.lines.map((line, place) => ({ line, variable: lineVariable(line, at, place) }))
      : [],
  );
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {many.map(({ line, variable }) => (
        <li key={line.code} className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="size-2.5 rounded-sm"
            style={{ background: `var(${variable})` }}
          />
          {line.name}
        </li>
      ))}
    </ul>
  );
}
