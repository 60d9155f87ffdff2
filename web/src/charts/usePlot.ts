import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useShownTheme } from "../ui/theme";
import "./chart.css";

/** What is drawn at first, in a frame so wide, pixels. */
type Made = (width: number) => readonly [uPlot.Options, uPlot.AlignedData];

interface Plotted {
  /** The element that holds it. */
  holder: RefObject<HTMLDivElement | null>;
  /** The plot, while it stands. */
  plot: RefObject<uPlot | null>;
}

/**
 * A plot that fills the width of its element; it is made anew when the theme, its height or `of` changes.
 *
 * @param of what the plot is made of; what only its data are is set into it.
 */
export function usePlot(make: Made, height: number, of: unknown): Plotted {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const theme = useShownTheme();
  const newest = useRef(make);
  useLayoutEffect(() => {
    newest.current = make;
  });
  useEffect(() => {
    const element = holder.current;
    if (!element) return;
    const [options, data] = newest.current(element.clientWidth);
    const made = new uPlot(options, data, element);
    plot.current = made;
    const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
      plot.current = null;
    };
  }, [of, height, theme]);
  return { holder, plot };
}
