/** The chart as a picture of its own: title, unit, legend, source and, where it applies, that it is simulated. */
import { SVGRenderer } from "echarts/renderers";
import { use } from "echarts/core";
import { unitWords } from "./format";
import { draw } from "./draw";
import type { Break } from "./drawn";
import { init } from "./engine";
import { shownInk, type Ink } from "./ink";
import { FONT } from "./options/frame";
import { BAR_HEIGHT, ranked } from "./ranked";
import { shape } from "./shape";
import type { Region, Row, View } from "./view";

use([SVGRenderer]);

interface Poster {
  rows: readonly Row[];
  view: View;
  unit: string;
  title: string;
  footnote: string;
  regions?: readonly Region[] | undefined;
  breaks?: readonly Break[] | undefined;
}

const WIDE = 1200;
const HIGH = 675;
const HEAD = 132;
const FOOT = 72;
const SIDE = 32;

export async function chartPoster(poster: Poster, format: "png" | "svg"): Promise<Blob> {
  const { view, rows, unit } = poster;
  const bars = view.kind === "ranking" ? ranked(rows, view, unit).length : 0;
  const height = bars ? HEAD + FOOT + bars * BAR_HEIGHT : HIGH;
  const renderer = format === "svg" ? "svg" : "canvas";
  const chart = init(document.createElement("div"), null, {
    renderer,
    width: WIDE,
    height,
    devicePixelRatio: 2,
  });
  try {
    chart.setOption(optionOf(poster));
    if (format === "svg") return new Blob([chart.renderToSVGString()], { type: "image/svg+xml" });
    return await toBlob(chart.renderToCanvas({ pixelRatio: 2 }));
  } finally {
    chart.dispose();
  }
}

function optionOf(poster: Poster) {
  const { view, unit, title, footnote } = poster;
  const ink = shownInk();
  const { option } = draw({ ...poster, hidden: [], ink, isStill: true, width: WIDE - 2 * SIDE });
  const grid = option["grid"] as { left?: number; right?: number } | undefined;
  return {
    ...option,
    backgroundColor: ink.surface,
    ...(grid && { grid: { ...grid, left: SIDE, right: SIDE + (grid.right ?? 0), top: HEAD, bottom: FOOT } }),
    title: {
      left: SIDE,
      top: 24,
      text: title,
      subtext: unitWords(view, unit),
      textStyle: { color: ink.ink, fontSize: 24, fontWeight: 600 },
      subtextStyle: { color: ink.soft, fontSize: 15 },
    },
    graphic: [
      ...legend(poster, ink),
      {
        type: "text",
        left: SIDE,
        bottom: 24,
        style: { text: footnote, fill: ink.soft, font: `13px ${FONT}` },
      },
    ],
  };
}

function legend({ rows, view, unit }: Poster, ink: Ink) {
  if (!view.series || !["line", "area", "bar"].includes(view.kind)) return [];
  let left = SIDE;
  return shape(rows, view, unit).parts.flatMap(({ name, variable }) => {
    const at = left;
    left += 40 + name.length * 7;
    const mark = { width: 12, height: 12, r: 3 };
    return [
      { type: "rect", left: at, top: 98, shape: mark, style: { fill: ink.of(variable) } },
      { type: "text", left: at + 18, top: 97, style: { text: name, fill: ink.soft, font: `14px ${FONT}` } },
    ];
  });
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) =>
    canvas.toBlob(
      (blob) => (blob ? done(blob) : fail(new Error("the browser could not draw the picture"))),
      "image/png",
    ),
  );
}
