/** How high a picture must be for what stands in it, in pixels. */
import { barHeight, ranked } from "./ranked";
import { fitting, gridOf, SCALE } from "./grid";
import { shape } from "./shape";
import { stepsOf } from "./steps";
import type { Row, View } from "./view";

const CELL_HEIGHT = 30;
const STEP_HEIGHT = 26;

export function heightOf(
  rows: readonly Row[],
  view: View,
  unit: string,
  wanted: number,
  width = Infinity,
): number {
  if (view.kind === "ranking") return barHeight(width) * Math.max(1, ranked(rows, view, unit).length);
  if (view.kind === "waterfall") return STEP_HEIGHT * Math.max(2, stepsOf(rows, view, unit).length) + 28;
  if (view.kind === "heat") {
    const shaped = fitting(shape(rows, view, unit, 30), width);
    return CELL_HEIGHT * Math.max(2, shaped.parts.length) + gridOf(shaped, width).foot.height + SCALE + 4;
  }
  return wanted;
}
