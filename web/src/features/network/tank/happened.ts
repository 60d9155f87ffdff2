/** What happened to a tank, on its line: deliveries as bands, alarms as bars at the top from beginning to end. */
import type uPlot from "uplot";
import type { Ink } from "../../../charts/ink";
import { withOpacity } from "../../../charts/palette";
import type { Series } from "../../../client/network";

type Happening = Series["happened"][number];

/** One time that an alarm was so; without an end it still is, as far as the span tells. */
export interface AlarmSpan {
  rule: Happening["rule"];
  priority: Happening["priority"];
  /** Milliseconds since 1970; null where it began before the span. */
  from: number | null;
  until: number | null;
}

/** Outlines about the point (0, 0), pixels: an arrow down for what came in, a triangle for an alarm. */
export const DELIVERY = "M0 5-5-2h3v-4h4v4h3Z";
export const ALARM = "M0-5 5.5 4.5h-11Z";
const [BAR, TOP, THINNEST] = [3, 8, 2];

/** The beginnings and ends of alarms as spans, in the order in which they began; what was withdrawn never was. */
export function alarmSpans(happened: readonly Happening[]): AlarmSpan[] {
  const open = new Map<string, AlarmSpan>();
  const spans: AlarmSpan[] = [];
  for (const { at, word, rule, priority } of happened) {
    const before = open.get(rule);
    if (word === "raised") {
      const span: AlarmSpan = { rule, priority, from: Date.parse(at), until: null };
      open.set(rule, span);
      spans.push(span);
    } else if (word === "withdrawn") {
      if (before) spans.splice(spans.indexOf(before), 1);
      open.delete(rule);
    } else {
      if (before) before.until = Date.parse(at);
      else spans.unshift({ rule, priority, from: null, until: Date.parse(at) });
      open.delete(rule);
    }
  }
  return spans;
}

interface Happened {
  deliveries: Series["deliveries"];
  alarms: readonly AlarmSpan[];
}

export function drawHappened(plot: uPlot, { deliveries, alarms }: Happened, ink: Ink): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  const x = (at_ms: number) =>
    Math.min(bbox.left + bbox.width, Math.max(bbox.left, plot.valToPos(at_ms / 1000, "x", true)));
  ctx.save();
  for (const each of deliveries) {
    const [left, right] = [x(Date.parse(each.started_at)), x(Date.parse(each.ended_at))];
    ctx.fillStyle = withOpacity(ink.soft, 0.16);
    ctx.fillRect(left, bbox.top, Math.max(right - left, THINNEST * ratio), bbox.height);
    mark(ctx, DELIVERY, { x: (left + right) / 2, y: bbox.top + TOP * ratio }, ink.soft);
  }
  for (const { priority, from, until } of alarms) {
    const colour = priority === "low" ? ink.soft : priority === "medium" ? ink.caution : ink.of("--bad");
    const [left, right] = [
      from === null ? bbox.left : x(from),
      until === null ? bbox.left + bbox.width : x(until),
    ];
    ctx.fillStyle = colour;
    ctx.fillRect(left, bbox.top, Math.max(right - left, THINNEST * ratio), BAR * ratio);
    if (from !== null) mark(ctx, ALARM, { x: left, y: bbox.top + TOP * ratio }, colour);
  }
  ctx.restore();
}

function mark(
  ctx: CanvasRenderingContext2D,
  outline: string,
  { x, y }: { x: number; y: number },
  colour: string,
) {
  ctx.save();
  ctx.translate(x, y);
  ctx.scale(devicePixelRatio, devicePixelRatio);
  ctx.fillStyle = colour;
  ctx.fill(new Path2D(outline));
  ctx.restore();
}
