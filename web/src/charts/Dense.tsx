import { useMemo, useState, type KeyboardEvent } from "react";
import type uPlot from "uplot";
import { charts } from "../words/charts";
import type { DrawingProps } from "./Drawing";
import { sayAxis, sayColumn } from "./format";
import type { Break } from "./drawn";
import { shownInk, type Ink } from "./ink";
import { FONT, placeTip } from "./options/frame";
import { visible } from "./options/line";
import { reading, shape, type Shaped } from "./shape";
import { usePlot } from "./usePlot";

/** Lines of many thousand points, which stay quick under the pointer; a drag looks closer, a double click goes back. */
export default function Dense({ label, height, rows, view, unit, hidden, breaks }: DrawingProps) {
  const [at, setAt] = useState<number | null>(null);
  const shaped = useMemo(() => visible(shape(rows, view, unit), hidden), [rows, view, unit, hidden]);

  const drawn = useMemo(() => ({ shaped, breaks }), [shaped, breaks]);
  const { holder, plot } = usePlot(
    (width) => [optionsOf({ ...drawn, ink: shownInk(), width, height }), dataOf(shaped)],
    height,
    drawn,
  );

  function walk(event: KeyboardEvent) {
    const last = shaped.xs.length - 1;
    const here = at ?? last;
    const page = Math.ceil(last / 20);
    const next = {
      ArrowLeft: here - 1,
      ArrowRight: here + 1,
      PageUp: here - page,
      PageDown: here + page,
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const index = Math.min(Math.max(next, 0), last);
    setAt(index);
    const left = plot.current?.valToPos(plot.current.data[0][index] ?? 0, "x") ?? 0;
    plot.current?.setCursor({ left, top: 0 });
  }

  return (
    <>
      <div
        ref={holder}
        role="application"
        aria-roledescription={charts.description}
        tabIndex={0}
        aria-label={charts.keys(label)}
        onKeyDown={walk}
        onBlur={() => setAt(null)}
        style={{ height }}
        className="w-full overflow-hidden rounded-lg"
      />
      <p aria-live="polite" className="sr-only">
        {at !== null && reading(shaped, at)}
      </p>
    </>
  );
}

/** Seconds since 1970, as uPlot counts time; what is no date stands by its place. */
function dataOf({ xs, parts }: Shaped): uPlot.AlignedData {
  const instants = xs.map((each, index) => Date.parse(each) / 1000 || index);
  return [instants, ...parts.map((each) => each.values)];
}

interface Plot {
  shaped: Shaped;
  breaks: readonly Break[] | undefined;
  ink: Ink;
  width: number;
  height: number;
}

function optionsOf({ shaped, breaks = [], ink, width, height }: Plot): uPlot.Options {
  const { view, unit, format, parts } = shaped;
  const axis = { stroke: ink.soft, ticks: { show: false }, font: `12px ${FONT}` };
  const grid = { stroke: ink.line, width: 1 };
  return {
    width,
    height,
    legend: { show: false },
    padding: [14, 12, 0, 0],
    cursor: { y: false, drag: { x: true, y: false }, points: { size: 6 } },
    scales: { x: { time: true } },
    axes: [
      { ...axis, grid: { show: false }, size: 28 },
      { ...axis, grid, size: 52, values: (_, splits) => splits.map((each) => sayAxis(each, format)) },
    ],
    series: [
      {},
      ...parts.map((each) => ({
        label: each.name,
        stroke: ink.of(each.variable),
        width: 1.25,
        spanGaps: true,
        value: (_: uPlot, value: number | null) =>
          value === null ? charts.noFacts : sayColumn(view.y, value, unit, format),
      })),
    ],
    plugins: [pointed(shaped), marked(breaks, ink)],
  };
}

/** The tooltip of the other charts, at the side of the pointer that has room. */
function pointed(shaped: Shaped): uPlot.Plugin {
  const box = document.createElement("div");
  box.className = "chart-tip dense-tip";
  return {
    hooks: {
      init: (plot) => void plot.over.append(box),
      setCursor: ({ cursor: { idx, left = -1 }, over }) => {
        box.replaceChildren(...(idx == null || left < 0 ? [] : [placeTip(shaped, idx)]));
        const isLeft = left > over.clientWidth / 2;
        box.style.left = isLeft ? "" : `${left + 12}px`;
        box.style.right = isLeft ? `${over.clientWidth - left + 12}px` : "";
      },
    },
  };
}

/** A dashed line where a definition changed. */
function marked(breaks: readonly Break[], ink: Ink): uPlot.Plugin {
  return {
    hooks: {
      draw: (plot) => {
        const { ctx, bbox } = plot;
        for (const { at } of breaks) {
          const x = plot.valToPos(Date.parse(at) / 1000, "x", true);
          if (x < bbox.left || x > bbox.left + bbox.width) continue;
          ctx.save();
          ctx.strokeStyle = ink.caution;
          ctx.setLineDash([4, 4]);
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.restore();
        }
      },
    },
  };
}
