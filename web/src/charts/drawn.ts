/** What one kind of chart makes of its rows: what echarts is told, and where keys and clicks lead. */
import type { EChartsCoreOption } from "echarts/core";
import type { Ink } from "./ink";
import type { Region, Row, View } from "./view";

/** A place that arrow keys stop at. */
export interface Stop {
  text: string;
  row?: Row | undefined;
  seriesIndex: number;
  dataIndex: number;
  /** Of a flow: a name or what goes between two, which are counted apart. */
  dataType?: "node" | "edge";
}

export interface Drawn {
  option: EChartsCoreOption;
  /** Outer: from left to right or from top to bottom; inner: the marks that stand at one place, first its whole. */
  stops: Stop[][];
  /** The row under a click between marks, by the values of both axes. */
  rowAt?: (x: number, y: number) => Row | undefined;
}

export interface Task {
  rows: readonly Row[];
  view: View;
  unit: string;
  /** Codes of series that are not drawn now. */
  hidden: readonly string[];
  ink: Ink;
  /** No animation. */
  isStill: boolean;
  /** Room from left to right in pixels. */
  width: number;
  /** Room from top to bottom in pixels. */
  height: number;
  regions?: readonly Region[] | undefined;
  breaks?: readonly Break[] | undefined;
}

/** A change of definition, marked on the axis instead of read as growth. */
export interface Break {
  at: string;
  text: string;
}
