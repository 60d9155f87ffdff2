import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { init, type EChartsType } from "../../charts/engine";
import { shownInk } from "../../charts/ink";
import { dayName } from "../../ui/dates";
import { useShownTheme } from "../../ui/theme";
import { charts } from "../../words/charts";
import { prices } from "../../words/prices";
import { daysOf, type Track } from "./tracks";
import { readings, TRACK_HEIGHT, tracksOption } from "./tracksOption";

interface TracksDrawingProps {
  label: string;
  tracks: readonly Track[];
  from: string;
  to: string;
}

/** The tracks on a canvas; arrow keys move the line through all of them from day to day, and its figures are read. */
export default function TracksDrawing({ label, tracks, from, to }: TracksDrawingProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const theme = useShownTheme();
  const days = useMemo(() => daysOf(tracks, from, to), [tracks, from, to]);
  const [at, setAt] = useState(-1);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const made = init(element, null, { renderer: "canvas" });
    chart.current = made;
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const option = tracksOption({ tracks, from, to, ink: shownInk(), isStill });
    chart.current?.setOption(option, { notMerge: true });
    chart.current?.resize();
  }, [tracks, from, to, theme]);

  function walk(event: KeyboardEvent) {
    const to = {
      ArrowLeft: at < 0 ? days.length - 1 : at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: days.length - 1,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = Math.min(Math.max(to, 0), days.length - 1);
    setAt(next);
    point(chart.current, days[next]);
  }

  const day = days[at];
  return (
    <>
      <div
        ref={holder}
        role="application"
        aria-roledescription={charts.description}
        aria-label={`${label}. ${prices.world.keys}`}
        tabIndex={0}
        onKeyDown={walk}
        onBlur={() => setAt(-1)}
        style={{ height: tracks.length * TRACK_HEIGHT }}
        className="w-full overflow-hidden rounded-lg"
      />
      <p aria-live="polite" className="sr-only">
        {day &&
          `${dayName(day)}: ${readings(tracks, day)
            .map((each) => `${each.name} ${each.value}`)
            .join(", ")}`}
      </p>
    </>
  );
}

function point(chart: EChartsType | null, day: string | undefined) {
  if (!chart || !day) return;
  const x = chart.convertToPixel({ xAxisIndex: 0 }, day) as unknown as number;
  chart.dispatchAction({ type: "showTip", x, y: TRACK_HEIGHT / 2 });
}
