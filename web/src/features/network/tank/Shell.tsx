import { useId } from "react";
import { productVariable } from "../../../charts/palette";
import type { TankNow } from "../model";
import { outline, type TankPicture } from "./picture";

interface ShellProps {
  now: TankNow;
  picture: TankPicture;
  /** Pixels above the brim that a roof may rise. */
  over: number;
}

/** A tank from the side, from its upper left corner at (0, 0): product and water to their heights, grey while silent. */
export function Shell({ now, picture, over }: ShellProps) {
  const clip = useId();
  const { tank, latest, state } = now;
  const { width, height, bulge, isLying, y } = picture;
  const [level, water] = [latest?.level_m ?? null, latest?.water_m ?? 0];
  const [left, right] = isLying ? [-bulge, width + bulge] : [0, width];
  const colour = `var(${state === "silent" ? "--chart-others" : productVariable(tank.product)})`;
  const band = { x: left, width: right - left };
  return (
    <>
      <clipPath id={clip}>
        <path d={outline(picture)} />
      </clipPath>
      <g clipPath={`url(#${clip})`}>
        <rect {...band} y={-over} height={height + over} className="fill-sunken" />
        {level !== null && (
          <g opacity={state === "silent" ? 0.45 : 1} fill={colour} stroke={colour}>
            <rect {...band} y={y(level)} height={height - y(level)} stroke="none" opacity="0.8" />
            <line x1={left} x2={right} y1={y(level)} y2={y(level)} strokeWidth="2" />
          </g>
        )}
        {water > 0 && (
          <g className="fill-surface stroke-ink" strokeDasharray="3 3">
            <rect {...band} y={y(water)} height={height - y(water)} stroke="none" />
            <line x1={left} x2={right} y1={y(water)} y2={y(water)} />
          </g>
        )}
      </g>
      <path d={outline(picture)} className="fill-none stroke-line-strong" strokeWidth="2" />
    </>
  );
}
