/** How high a picture must be for what stands in it, in pixels. */
import { barHeight, ranked } from "./ranked";
import { shape } from "./shape";
import { stepsOf } from "./steps";
import type { Row, View } from "./view";

const CELL_HEIGHT = 30;
const STEP_HEIGHT = 26;
/** Below the cells of a heat map: its axis and its scale. */
const HEAT_FOOT = 80;

export function heightOf(
  rows: readonly Row[],
  view: View,
  unit: string,
  wanted: number,
  width = Infinity,
): number {
  if (view.kind === "ranking") return barHeight(width) * Math.max(1, ranked(rows, view, unit).length);
  if (view.kind === "waterfall") return STEP_HEIGHT * Math.max(2, stepsOf(rows, view, unit).length) + 28;
  if (view.kind === "heat")
    return CELL_HEIGHT * Math.max(2, shape(rows, view, unit, 30).parts.length) + HEAT_FOOT;
  return wanted;
}
