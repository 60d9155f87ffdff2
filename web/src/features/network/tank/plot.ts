/** How a tank's course is drawn by uPlot: the line, its band, limits, marks of doubt, and the words at the pointer. */
import uPlot from "uplot";
import type { Series } from "../../../client/network";
import type { Ink } from "../../../charts/ink";
import { FONT } from "../../../charts/options/frame";
import { tip } from "../../../charts/options/tip";
import { withOpacity } from "../../../charts/palette";
import { words as ui } from "../../../words/ui";
import { doubtfulValue, doubtsOf, type Course, type Show } from "./course";
import { drawHappened, type AlarmSpan } from "./happened";
import { MARKS } from "./marks";
import type { Span } from "./span";

const [FOOT, CLOSEST] = [9, 10];
const DAY_S = 86_400;

/** What is drawn now; the plot reads it each time it draws. */
export interface Drawn {
  course: Course;
  show: Show;
  span: Span;
  isSingle: boolean;
  /** Heights that may not be passed, with their names. */
  limits: readonly { name: string; value: number }[];
  /** How a point reads: its time, and names with values. */
  read: (place: number) => { title: string; lines: readonly { name: string; value: string }[] };
  sayAxis: (value: number) => string;
  onSpan: (span: Span) => void;
  deliveries: Series["deliveries"];
  alarms: readonly AlarmSpan[];
}

interface Frame {
  drawn: () => Drawn;
  ink: Ink;
  /** The CSS variable of the line's colour. */
  variable: string;
  zone: string;
  width: number;
  height: number;
}

export function plotOptions({ drawn, ink, variable, zone, width, height }: Frame): uPlot.Options {
  const axis = { stroke: ink.soft, ticks: { show: false }, font: `12px ${FONT}` };
  const line = ink.of(variable);
  return {
    width,
    height,
    legend: { show: false },
    padding: [14, 12, 0, 0],
    cursor: { y: false, drag: { x: true, y: false, setScale: false }, points: { size: 7 } },
    tzDate: (at) => uPlot.tzDate(new Date(at * 1000), zone),
    scales: {
      x: { time: true, range: () => [drawn().span.from / 1000, drawn().span.until / 1000] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 28,
        space: 64,
        values: (_, splits, __, ___, step) => timeLabels(splits, step, zone),
      },
      {
        ...axis,
        grid: { stroke: ink.line, width: 1 },
        size: (_, labels) => Math.max(40, ...(labels ?? []).map((each) => each.length * 7 + 12)),
        values: (_, splits) => splits.map((each) => drawn().sayAxis(each)),
      },
    ],
    series: [
      {},
      {
        stroke: line,
        width: 1.75,
        spanGaps: false,
        points: { show: (plot) => isSparse(plot, drawn()), size: 4, fill: line },
      },
      { stroke: "transparent", points: { show: false } },
      { stroke: "transparent", points: { show: false } },
    ],
    bands: [{ series: [3, 2], fill: withOpacity(line, 0.18) }],
    hooks: {
      drawAxes: [(plot) => drawHappened(plot, drawn(), ink)],
      draw: [(plot) => drawLimits(plot, drawn(), ink), (plot) => drawMarks(plot, drawn(), ink)],
      setSelect: [(plot) => select(plot, drawn())],
    },
    plugins: [pointed(drawn)],
  };
}

export function plotData({ at, value, low, high }: Course): uPlot.AlignedData {
  return [at, value, low, high];
}

/** Single readings far apart are seen as points as well. */
function isSparse(plot: uPlot, { course }: Drawn): boolean {
  return course.at.length < plot.over.clientWidth / 9;
}

function select(plot: uPlot, { onSpan }: Drawn): void {
  const { left, width } = plot.select;
  if (width < 6) return;
  const [from, until] = [left, left + width].map((each) => plot.posToVal(each, "x") * 1000);
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  onSpan({ from: from!, until: until! });
}

function drawLimits(plot: uPlot, { limits }: Drawn, ink: Ink): void {
  const { ctx, bbox } = plot;
  const { min = 0, max = 0 } = plot.scales["y"] ?? {};
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = ctx.fillStyle = ink.faint;
  ctx.font = `${11 * ratio}px ${FONT}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.setLineDash([5 * ratio, 4 * ratio]);
  ctx.lineWidth = ratio;
  for (const { name, value } of limits.filter((each) => each.value >= min && each.value <= max)) {
    const y = plot.valToPos(value, "y", true);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(name, bbox.left + 6 * ratio, y - 3 * ratio);
  }
  ctx.restore();
}

/** Doubtful readings at what they told, within the frame; those without a value at its foot. */
function drawMarks(plot: uPlot, { course, show, isSingle }: Drawn, ink: Ink): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const [top, bottom] = [bbox.top + FOOT * ratio, bbox.top + bbox.height - FOOT * ratio];
  let last = -Infinity;
  course.points.forEach((point, place) => {
    const doubt = point && doubtsOf(point)[0]?.doubt;
    if (!point || !doubt) return;
    const x = plot.valToPos(course.at[place] ?? 0, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) return;
    const value = doubtfulValue(point, show, isSingle ? "reading" : "hour");
    if (value === null && x - last < CLOSEST * ratio) return; // counted in the legend and the table all the same
    if (value === null) last = x;
    const y = value === null ? bottom : Math.min(bottom, Math.max(top, plot.valToPos(value, "y", true)));
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(ratio, ratio);
    ctx.strokeStyle = ink.caution;
    ctx.fillStyle = ink.surface;
    ctx.lineWidth = 1.75;
    const mark = new Path2D(MARKS[doubt]);
    ctx.fill(mark);
    ctx.stroke(mark);
    ctx.restore();
  });
}

/** The words at the pointer, at the side that has room. */
function pointed(drawn: () => Drawn): uPlot.Plugin {
  const box = document.createElement("div");
  box.className = "chart-tip dense-tip";
  return {
    hooks: {
      init: (plot) => void plot.over.append(box),
      setCursor: ({ cursor: { idx, left = -1 }, over }) => {
        const isShown = idx != null && left >= 0 && drawn().course.points[idx];
        const said = isShown ? drawn().read(idx) : null;
        box.replaceChildren(...(said ? [tip(said.title, said.lines, "")] : []));
        const isLeft = left > over.clientWidth / 2;
        box.style.left = isLeft ? "" : `${left + 12}px`;
        box.style.right = isLeft ? `${over.clientWidth - left + 12}px` : "";
      },
    },
  };
}

/** Hours, or days where days are what tells them apart; a midnight between hours is said as its day. */
function timeLabels(splits: readonly number[], step: number, zone: string): string[] {
  const told = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    month: "numeric",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return splits.map((split) => {
    const parts = told.formatToParts(split * 1000);
    const of = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
    const day = `${of("day")} ${ui.months[Number(of("month")) - 1]}`;
    if (step >= DAY_S || (of("hour") === "00" && of("minute") === "00")) return day;
    return `${of("hour")}:${of("minute")}${step < 60 ? `:${of("second")}` : ""}`;
  });
}
