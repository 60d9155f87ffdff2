import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useShownTheme } from "../ui/theme";
import "./chart.css";
import { init, type EChartsType } from "./engine";
import { monthlyOption, monthReading, type ChartShape } from "./monthlyOption";
import type { MonthlySeries, Series } from "./series";

interface MonthlyChartProps {
  all: MonthlySeries;
  series: readonly Series[];
  shape: ChartShape;
  label: string;
}

/** Volumes over months on a canvas; arrow keys walk the months and each is read aloud. Its table is beside it. */
export default function MonthlyChart({ all, series, shape, label }: MonthlyChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType>(null);
  const theme = useShownTheme();
  const [at, setAt] = useState<number | null>(null);

  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const drawn = init(element, null, { renderer: "canvas" });
    chart.current = drawn;
    const watcher = new ResizeObserver(() => drawn.resize());
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
    chart.current?.setOption(monthlyOption({ all, series, shape, isStill }), { notMerge: true });
  }, [all, series, shape, theme]);

  function walk(event: KeyboardEvent) {
    const last = all.months.length - 1;
    const here = at ?? last + 1;
    const next = { ArrowLeft: here - 1, ArrowRight: at === null ? last : here + 1, Home: 0, End: last }[
      event.key
    ];
    if (event.key === "Escape") return point(null);
    if (next === undefined) return;
    event.preventDefault();
    point(Math.min(Math.max(next, 0), last));
  }

  function point(index: number | null) {
    setAt(index);
    if (index === null) chart.current?.dispatchAction({ type: "hideTip" });
    else chart.current?.dispatchAction({ type: "showTip", seriesIndex: 0, dataIndex: index });
  }

  return (
    <>
      <div
        ref={holder}
        role="application"
        aria-roledescription="chart"
        tabIndex={0}
        aria-label={`${label}. Left and right arrow keys walk the months; the table view has every number.`}
        onKeyDown={walk}
        onBlur={() => at !== null && point(null)}
        className="h-72 w-full rounded-lg sm:h-96"
      />
      <p aria-live="polite" className="sr-only">
        {at !== null && monthReading(all, series, at)}
      </p>
    </>
  );
}
