/** Tracks under one another as one chart: an axis of time for all, a scale for each, one line through all of them. */
import type { EChartsCoreOption } from "echarts/core";
import { FONT, tooltip } from "../../charts/options/frame";
import { tip, type TipLine } from "../../charts/options/tip";
import type { Ink } from "../../charts/ink";
import { productVariable } from "../../charts/palette";
import { dayName } from "../../ui/dates";
import { price, shortPrice } from "../../ui/numbers";
import { prices } from "../../words/prices";
import { valueOn, type Line, type Track } from "./tracks";

/** The height of one track with its title and the room under it. */
export const TRACK_HEIGHT = 150;
const [TITLE, FOOT] = [28, 22];
/** So that the first title is not cut. */
const TOP = 4;

/** A product's own colour, else one of the palette by where the line stands. */
export function lineVariable(line: Line, track: number, place: number): string {
  return line.product ? productVariable(line.product) : `--chart-series-${((track * 2 + place) % 8) + 1}`;
}

export interface TracksTask {
  tracks: readonly Track[];
  from: string;
  to: string;
  ink: Ink;
  isStill: boolean;
}

export function tracksOption({ tracks, from, to, ink, isStill }: TracksTask): EChartsCoreOption {
  const last = tracks.length - 1;
  const lines = tracks.flatMap((each, at) => each.lines.map((line, place) => ({ line, at, place })));
  return {
    animation: !isStill,
    textStyle: { fontFamily: FONT },
    axisPointer: { link: [{ xAxisIndex: "all" }] },
    tooltip: tooltip(ink, isStill, (params) => readingTip(tracks, dayOf(params))),
    title: tracks.map((each, at) => ({
      text: `${each.title}, ${each.unit}`,
      left: 0,
      top: at * TRACK_HEIGHT + TOP,
      textStyle: { color: ink.soft, fontSize: 12, fontWeight: 500 },
      padding: 0,
    })),
    grid: tracks.map((_, at) => ({
      left: 56,
      right: 12,
      top: at * TRACK_HEIGHT + TITLE,
      height: TRACK_HEIGHT - TITLE - FOOT,
    })),
    xAxis: tracks.map((_, gridIndex) => ({
      type: "time",
      gridIndex,
      min: from,
      max: to,
      axisLine: { lineStyle: { color: ink.line } },
      axisTick: { show: false },
      splitLine: { show: false },
      axisLabel: { show: gridIndex === last, color: ink.soft, fontSize: 12, hideOverlap: true },
      axisPointer: { label: { show: false } },
    })),
    yAxis: tracks.map((_, gridIndex) => ({
      type: "value",
      gridIndex,
      scale: true,
      splitNumber: 3,
      splitLine: { lineStyle: { color: ink.line } },
      axisLabel: { color: ink.soft, fontSize: 12, formatter: shortPrice },
    })),
    series: lines.map(({ line, at, place }) => ({
      type: "line",
      name: line.name,
      xAxisIndex: at,
      yAxisIndex: at,
      data: line.points.filter(([day]) => day >= from && day <= to),
      showSymbol: line.points.length < 40,
      symbol: "circle",
      symbolSize: 6,
      emphasis: { disabled: true },
      color: ink.of(lineVariable(line, at, place)),
      lineStyle: { width: line.points.length > 120 ? 1.25 : 2 },
    })),
  };
}

/** What every line was at by a day: its last figure, and of when that is where it is older. */
export function readings(tracks: readonly Track[], day: string): TipLine[] {
  return tracks.flatMap((track, at) =>
    track.lines.map((line, place) => {
      const known = valueOn(line, day);
      const said = known ? `${price(known[1])} ${track.unit}` : prices.world.none;
      const value = known && known[0] !== day ? `${said} (${dayName(known[0])})` : said;
      return { name: line.name, value, variable: lineVariable(line, at, place) };
    }),
  );
}

export function readingTip(tracks: readonly Track[], day: string): HTMLElement {
  return tip(dayName(day), readings(tracks, day), prices.world.none);
}

function dayOf(params: unknown): string {
  const hits = (Array.isArray(params) ? params : [params]) as { axisValue?: number | string }[];
  const at = hits[0]?.axisValue;
  return at === undefined ? "" : new Date(at).toISOString().slice(0, 10);
}
