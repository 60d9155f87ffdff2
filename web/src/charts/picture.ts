/** The chart as a picture of its own: title, unit, legend, source and, where it applies, that it is simulated. */
import { init } from "./engine";
import { monthlyOption, type ChartShape } from "./monthlyOption";
import { productVariable, shownColour } from "./palette";
import type { MonthlySeries, Series } from "./series";

interface Picture {
  all: MonthlySeries;
  series: readonly Series[];
  shape: ChartShape;
  title: string;
  subtitle: string;
  footnote: string;
}

const WIDE = 1200;
const HIGH = 675;

export async function chartPicture(picture: Picture): Promise<Blob> {
  const holder = document.createElement("div");
  const chart = init(holder, null, { renderer: "canvas", width: WIDE, height: HIGH, devicePixelRatio: 2 });
  try {
    const ink = shownColour("--ink");
    const soft = shownColour("--ink-soft");
    chart.setOption({
      ...monthlyOption({ ...picture, isStill: true }),
      backgroundColor: shownColour("--surface"),
      grid: {
        left: 32,
        right: 40,
        top: 132,
        bottom: 72,
        outerBoundsMode: "same",
        outerBoundsContain: "axisLabel",
      },
      title: {
        left: 32,
        top: 24,
        text: picture.title,
        subtext: picture.subtitle,
        textStyle: { color: ink, fontSize: 24, fontWeight: 600 },
        subtextStyle: { color: soft, fontSize: 15 },
      },
      graphic: [...legend(picture.series, soft), footnote(picture.footnote, soft)],
    });
    return await toBlob(chart.renderToCanvas({ pixelRatio: 2 }));
  } finally {
    chart.dispose();
  }
}

function toBlob(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((done, fail) =>
    canvas.toBlob(
      (blob) => (blob ? done(blob) : fail(new Error("the browser could not draw the picture"))),
      "image/png",
    ),
  );
}

function legend(series: readonly Series[], colour: string) {
  let left = 32;
  return series.flatMap((each) => {
    const at = left;
    left += 40 + each.name.length * 7;
    return [
      {
        type: "rect",
        left: at,
        top: 98,
        shape: { width: 12, height: 12, r: 3 },
        style: { fill: shownColour(productVariable(each.code)) },
      },
      {
        type: "text",
        left: at + 18,
        top: 97,
        style: { text: each.name, fill: colour, font: "14px Inter, system-ui" },
      },
    ];
  });
}

function footnote(text: string, colour: string) {
  return { type: "text", left: 32, bottom: 24, style: { text, fill: colour, font: "13px Inter, system-ui" } };
}
