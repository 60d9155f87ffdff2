/** The chart as a picture of its own: title, unit, legend, source and, where it applies, that it is simulated. */
import { SVGRenderer } from "echarts/renderers";
import { use, type EChartsCoreOption } from "echarts/core";
import { unitWords } from "./format";
import { draw } from "./draw";
import type { Break } from "./drawn";
import { init } from "./engine";
import { shownInk, type Ink } from "./ink";
import { FONT } from "./options/frame";
import { visible } from "./options/line";
import { heightOf } from "./height";
import { shape } from "./shape";
import type { Region, Row, View } from "./view";

use([SVGRenderer]);

interface Poster {
  rows: readonly Row[];
  view: View;
  unit: string;
  /** Codes of series that are switched off. */
  hidden: readonly string[];
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
  const room = heightOf(rows, view, unit, HIGH - HEAD - FOOT, WIDE - 2 * SIDE);
  const height = HEAD + room + FOOT;
  const renderer = format === "svg" ? "svg" : "canvas";
  const chart = init(document.createElement("div"), null, {
    renderer,
    width: WIDE,
    height,
    devicePixelRatio: 2,
  });
  try {
    chart.setOption(optionOf(poster, room));
    if (format === "svg") return new Blob([chart.renderToSVGString()], { type: "image/svg+xml" });
    return await toBlob(chart.renderToCanvas({ pixelRatio: 2 }));
  } finally {
    chart.dispose();
  }
}

function optionOf(poster: Poster, height: number) {
  const { view, unit, title, footnote } = poster;
  const ink = shownInk();
  const { option } = draw({ ...poster, ink, isStill: true, width: WIDE - 2 * SIDE, height });
  return {
    ...moved(option),
    backgroundColor: ink.surface,
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

/** The same picture below the head, above the foot and away from the sides. */
function moved(option: EChartsCoreOption): EChartsCoreOption {
  const { grid, visualMap, series } = option as Record<string, Box & Box[]>;
  return {
    ...option,
    ...(grid && { grid: movedBox(grid) }),
    ...(visualMap && { visualMap: { ...visualMap, bottom: FOOT - 8 } }),
    series: series?.map((each) => (["sankey", "map"].includes(each.type ?? "") ? movedBox(each) : each)),
  };
}

interface Box {
  type?: string;
  left?: number;
  right?: number;
  top?: number;
  bottom?: number;
  width?: number;
}

function movedBox(box: Box): Box {
  const [left, top] = [SIDE + (box.left ?? 0), HEAD + (box.top ?? 0)];
  if (box.width !== undefined) return { ...box, left, top };
  return { ...box, left, top, right: SIDE + (box.right ?? 0), bottom: FOOT + (box.bottom ?? 0) };
}

function legend({ rows, view, unit, hidden }: Poster, ink: Ink) {
  if (!view.series || !["line", "area", "bar"].includes(view.kind)) return [];
  let left = SIDE;
  return visible(shape(rows, view, unit), hidden).parts.flatMap(({ short: name, variable }) => {
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
