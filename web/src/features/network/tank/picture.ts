/** The side view of a tank: what stands how high in a frame, by the tank's own shape. */
import type { Tank } from "../../../client/network";
import { heightAt, heightOf } from "../shape";

const [TALLEST, NARROWEST] = [250, 0.7];
/** A tank much longer than it is high is drawn shorter, so that its level can be seen. */
const LONGEST = 2.3;
const ROOF = 14;

export interface TankPicture {
  /** Of the shell, pixels. */
  width: number;
  height: number;
  /** How far the ends bulge (lying) or the roof rises (standing), pixels. */
  bulge: number;
  isLying: boolean;
  /** From the brim down to a height in metres, pixels. */
  y: (metres: number) => number;
  safeFill: number;
  deadStock: number;
}

/** How wide a tank is seen from its long side, metres; as wide as high where its shape is not known. */
export function widthOf(strapping: Tank["strapping"]): number {
  if (strapping.kind === "horizontal_cylinder") return strapping.length_m;
  return strapping.kind === "vertical_cylinder" ? strapping.diameter_m : heightOf(strapping);
}

/** The shell as large as so many pixels across allow, in the proportions that it has. */
export function pictureOf(
  { strapping, safe_fill_l, dead_stock_l }: Tank,
  room: number,
  tallest = TALLEST,
): TankPicture {
  const tall = heightOf(strapping);
  const wide = widthOf(strapping);
  const ratio = Math.min(Math.max(wide / tall, NARROWEST), LONGEST);
  const isLying = strapping.kind === "horizontal_cylinder";
  const dish = isLying ? Math.min(0.15, (strapping.dish_m ?? 0) / tall) : 0;
  const height = Math.min(tallest, room / (ratio + 2 * dish));
  const y = (metres: number) => height * (1 - Math.min(Math.max(metres / tall, 0), 1));
  return {
    width: height * ratio,
    height,
    bulge: isLying ? dish * height : ROOF,
    isLying,
    y,
    safeFill: y(heightAt(strapping, safe_fill_l)),
    deadStock: y(heightAt(strapping, dead_stock_l)),
  };
}

/** The outline of the shell as a path, from its upper left corner at (0, 0). */
export function outline({ width, height, bulge, isLying }: TankPicture): string {
  if (isLying)
    return bulge > 0
      ? `M0 0H${width}a${bulge} ${height / 2} 0 0 1 0 ${height}H0a${bulge} ${height / 2} 0 0 1 0 ${-height}Z`
      : `M6 0H${width - 6}q6 0 6 6V${height - 6}q0 6-6 6H6q-6 0-6-6V6q0-6 6-6Z`;
  return `M0 0Q${width / 2} ${-2 * bulge} ${width} 0V${height}H0Z`;
}
