/** How litres lie in a tank: the height that a volume stands at, so that its limits can be drawn. */
import type { Strapping } from "../../client/network";

const LITRES_PER_M3 = 1000;
const HALVINGS = 48;

/** The inner height of a tank, metres. */
export function heightOf(strapping: Strapping): number {
  if (strapping.kind === "vertical_cylinder") return strapping.height_m;
  if (strapping.kind === "horizontal_cylinder") return strapping.diameter_m;
  return strapping.level_m.at(-1) ?? 1;
}

/** Litres that stand to a height, metres; nothing below the bottom, no more than the brim above it. */
export function litresAt(strapping: Strapping, level: number): number {
  const height = Math.min(Math.max(level, 0), heightOf(strapping));
  if (strapping.kind === "vertical_cylinder")
    return (Math.PI / 4) * strapping.diameter_m ** 2 * height * LITRES_PER_M3;
  if (strapping.kind === "table") return between(strapping.level_m, strapping.volume_l, height);
  const radius = strapping.diameter_m / 2;
  const over = Math.min(Math.max((radius - height) / radius, -1), 1);
  const segment = radius ** 2 * (Math.acos(over) - over * Math.sqrt(1 - over ** 2));
  // Two half ellipsoids hold what a sphere's cap does, scaled by their depth over the radius.
  const ends = (Math.PI * (strapping.dish_m ?? 0) * height ** 2 * (3 * radius - height)) / (3 * radius);
  return (segment * strapping.length_m + ends) * LITRES_PER_M3;
}

/** The height, metres, at which so many litres stand. */
export function heightAt(strapping: Strapping, litres: number): number {
  let [low, high] = [0, heightOf(strapping)];
  for (let step = 0; step < HALVINGS; step += 1) {
    const middle = (low + high) / 2;
    if (litresAt(strapping, middle) < litres) low = middle;
    else high = middle;
  }
  return high;
}

function between(xs: readonly number[], ys: readonly number[], x: number): number {
  const above = xs.findIndex((each) => each >= x);
  if (above <= 0) return above === 0 ? (ys[0] ?? 0) : (ys.at(-1) ?? 0);
  const [x0 = 0, x1 = 1, y0 = 0, y1 = 0] = [xs[above - 1], xs[above], ys[above - 1], ys[above]];
  return y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
}
