import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { shownInk } from "../../../charts/ink";
import { usePlot } from "../../../charts/usePlot";
import { shownZone } from "../../../ui/dates";
import { charts } from "../../../words/charts";
import { plotData, plotOptions, type Drawn } from "./plot";
import { shifted, zoomed } from "./span";

interface CourseDrawingProps {
  label: string;
  drawn: Drawn;
  /** The CSS variable of the line's colour. */
  variable: string;
  height: number;
  /** Goes back to the span before any zoom. */
  onBack: () => void;
}

const [CLOSER, FURTHER, QUARTER] = [0.5, 2, 0.25];

/** A tank's course on a canvas: a drag looks closer, keys walk, zoom and move; new readings move the line alone. */
export default function CourseDrawing({ label, drawn, variable, height, onBack }: CourseDrawingProps) {
  const held = useRef(drawn);
  const [at, setAt] = useState<number | null>(null);
  useLayoutEffect(() => {
    held.current = drawn;
  }, [drawn]);
  const { holder, plot } = usePlot(
    (width) => [
      plotOptions({
        drawn: () => held.current,
        ink: shownInk(),
        variable,
        zone: shownZone(),
        width,
        height,
      }),
      plotData(drawn.course),
    ],
    height,
    variable,
  );

  useEffect(() => plot.current?.setData(plotData(drawn.course)), [drawn, plot]);

  function press(event: KeyboardEvent) {
    const { course, span, onSpan } = held.current;
    const last = course.at.length - 1;
    const page = Math.ceil(last / 20);
    const sideways = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const here = at ?? last;
    const to = {
      ArrowLeft: here - 1,
      ArrowRight: at === null ? last : here + 1,
      PageUp: here - page,
      PageDown: here + page,
      Home: 0,
      End: last,
    }[event.key];
    if (sideways && event.shiftKey) onSpan(shifted(span, sideways * QUARTER));
    else if (event.key === "+" || event.key === "=") onSpan(zoomed(span, CLOSER));
    else if (event.key === "-") onSpan(zoomed(span, FURTHER));
    else if (event.key === "Escape") onBack();
    else if (to !== undefined && last >= 0) walk(Math.min(Math.max(to, 0), last));
    else return;
    event.preventDefault();
  }

  function walk(place: number) {
    setAt(place);
    const left = plot.current?.valToPos(held.current.course.at[place] ?? 0, "x") ?? 0;
    plot.current?.setCursor({ left, top: 0 });
  }

  const said = at !== null && drawn.course.points[at] ? drawn.read(at) : null;
  return (
    <>
      <div
        ref={holder}
        role="application"
        aria-roledescription={charts.description}
        tabIndex={0}
        aria-label={label}
        onKeyDown={press}
        onBlur={() => setAt(null)}
        style={{ height }}
        className="w-full overflow-hidden rounded-lg"
      />
      <p aria-live="polite" className="sr-only">
        {said && [said.title, ...said.lines.map(({ name, value }) => `${name} ${value}`)].join(", ")}
      </p>
    </>
  );
}
