/** How large each tank of a site is drawn, all to one scale where that can be seen. Pure. */
import type { Tank } from "../../../client/network";
import { heightOf } from "../shape";
import { widthOf } from "../tank/picture";

/** The largest tank is so high and wide at most; no tank is lower than it can be read, pixels. */
const [TALLEST, WIDEST, LOWEST] = [170, 230, 64];

/** How high each of these tanks is drawn, pixels. */
export function drawnHeights(tanks: readonly Tank[]): number[] {
  const scale = Math.min(
    ...tanks.map(({ strapping }) => Math.min(TALLEST / heightOf(strapping), WIDEST / widthOf(strapping))),
  );
  return tanks.map(({ strapping }) => Math.max(LOWEST, heightOf(strapping) * scale));
}
