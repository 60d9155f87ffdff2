import { useEffect, useMemo, useRef } from "react";
import {
  usePresent,
  useSeries,
  type Latest,
  type Point,
  type Series,
  type Tank,
} from "../../../client/network";
import { instantName } from "../../../ui/dates";
import { exactNumber } from "../../../ui/numbers";
import { useUrlChoice, useUrlText } from "../../../ui/urlState";
import { network } from "../../../words/network";
import { courseOf, SHOWS, withNewest, type Show } from "./course";
import { alarmSpans } from "./happened";
import type { Drawn } from "./plot";
import { qualityWords } from "./readingRows";
import { lastSpan, PRESETS, readSpan, spanText, type Preset, type Span } from "./span";

const words = network.tank.course;
const POINTS = 1000;
/** How often new readings are asked for, milliseconds, by how much is shown. */
const AGAIN: Record<Preset, number> = {
  "1h": 10_000,
  "24h": 30_000,
  "7d": 120_000,
  "30d": 300_000,
  "90d": 900_000,
  "1y": 3_600_000,
};

/** What of a tank's past is shown, as the address says it, and the points of it up to the newest reading. */
export function useCourse(tank: Tank, latest: Latest | null) {
  const present = usePresent();
  const [text, setText] = useUrlText("span");
  const [show, setShow] = useUrlChoice("show", SHOWS);
  const own = readSpan(text);
  const preset = own ? null : (PRESETS.find((each) => each === text) ?? PRESETS[0]);
  const series = useSeries({
    tank: tank.id,
    name: own ? text : (preset ?? ""),
    span: () => own ?? lastSpan(preset ?? PRESETS[0], present(Date.now())),
    points: POINTS,
    again: preset ? AGAIN[preset] : 0,
  });
  const again = preset ? AGAIN[preset] : 0;
  useGrowing(series, latest, again);
  const told = series.data;
  const data = useMemo(() => told && preset && latest ? withNewest(told, latest) : told, [told, preset, latest]); // prettier-ignore
  return {
    series,
    data,
    show,
    setShow,
    preset,
    setPreset: (next: Preset) => setText(next === PRESETS[0] ? "" : next),
    setSpan: (next: Span) => setText(spanText(next)),
    back: () => setText(""),
  };
}

export type Shown = ReturnType<typeof useCourse>;

/** Asks for the whole anew when readings came and it is older than it may be: buckets grow, and marks come. */
function useGrowing(series: ReturnType<typeof useSeries>, latest: Latest | null, again_ms: number): void {
  const newest = useRef(series);
  useEffect(() => {
    newest.current = series;
  });
  const at = latest?.at;
  useEffect(() => {
    const { dataUpdatedAt, isFetching, refetch } = newest.current;
    if (again_ms && dataUpdatedAt && !isFetching && Date.now() - dataUpdatedAt >= again_ms) void refetch();
  }, [at, again_ms]);
}

/** What the drawing is told; the same object for as long as nothing of it changes. */
export function useDrawn(tank: Tank, data: Spanned | undefined, shown: Shown): Drawn | null {
  const { show, setSpan } = shown;
  return useMemo(
    () => (data ? drawnOf({ tank, data, show, onSpan: setSpan }) : null),
    // How the span is set does not change what is drawn.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [data, show, tank],
  );
}

type Spanned = Series & { span: Span };

interface Wanted {
  tank: Tank;
  data: Spanned;
  show: Show;
  onSpan: (span: Span) => void;
}

/** One figure of a tank over a span, as the plot draws it. */
export function drawnOf({ tank, data, show, onSpan }: Wanted): Drawn {
  const course = courseOf(data, show);
  return {
    course,
    show,
    span: data.span,
    isSingle: data.grain === "reading",
    limits: limitsOf(tank, show),
    read: (place: number) => read(course.points[place] ?? null, data.grain, show),
    sayAxis: (value: number) => exactNumber(value),
    onSpan,
    deliveries: data.deliveries,
    alarms: alarmSpans(data.happened),
  };
}

function limitsOf(tank: Tank, show: Show) {
  if (show !== "volume") return [];
  return [
    { name: network.tank.picture.safeFill, value: tank.safe_fill_l },
    { name: network.tank.picture.deadStock, value: tank.dead_stock_l },
  ];
}

/** A point in words: when, its figures, and whether they may be trusted. */
function read(point: Point | null, grain: Series["grain"], show: Show): ReturnType<Drawn["read"]> {
  if (!point) return { title: "", lines: [] };
  const said = (value: number | null, how: (value: number) => string) =>
    value === null ? network.unknown : how(value);
  const { columns } = words;
  const litres = network.exactLitres;
  const quality = { name: columns.quality, value: qualityWords(point, grain) };
  const title = instantName(point.at);
  if (grain === "reading")
    return {
      title,
      lines: [
        { name: words.shows.level, value: said(point.level_m, network.metres) },
        { name: words.shows.volume, value: said(point.volume_l, litres) },
        { name: words.shows.temperature, value: said(point.temp_c, network.degrees) },
        { name: words.shows.water, value: said(point.water_m, network.millimetres) },
        ...(point.variance_l == null
          ? []
          : [{ name: words.shows.variance, value: litres(point.variance_l) }]),
        quality,
      ],
    };
  if (show === "variance")
    return { title, lines: [{ name: words.shows.variance, value: said(point.variance_l, litres) }, quality] };
  const [mean, low, high, how] =
    show === "level"
      ? ([point.level_m, point.level_min_m, point.level_max_m, network.metres] as const)
      : ([point.volume_l, point.volume_min_l, point.volume_max_l, litres] as const);
  return {
    title,
    lines: [
      { name: words.mean, value: said(mean, how) },
      { name: words.least, value: said(low, how) },
      { name: words.greatest, value: said(high, how) },
      { name: columns.readings, value: exactNumber(point.readings) },
      quality,
    ],
  };
}
