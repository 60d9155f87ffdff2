import { useRef } from "react";
import { Card } from "../../../ui/Card";
import { network } from "../../../words/network";
import type { TankNow } from "../model";
import { useWidth } from "../useWidth";
import { pictureOf } from "./picture";
import { Shell } from "./Shell";

const words = network.tank.picture;
/** Beside the shell stand the names of its limits, over it the level, under it the water; pixels. */
const [ROOM, TOP, FOOT, EDGE] = [86, 40, 26, 6];

/** The tank from the side: product and water to their heights, with what may not be passed. */
export function TankPicture({ now }: { now: TankNow }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const { tank, latest, fill } = now;
  const level = latest?.level_m ?? null;
  const label =
    level === null || fill === null
      ? network.unknown
      : words.label(network.metres(level), network.part(fill));
  return (
    <Card fills title={words.title} {...(tank.strapping.kind === "table" && { hint: words.table })}>
      <div
        ref={frame}
        role="img"
        aria-label={label}
        className="flex min-h-44 flex-1 items-center justify-center"
      >
        {width > 0 && <Side now={now} room={width - ROOM - EDGE} />}
      </div>
    </Card>
  );
}

function Side({ now, room }: { now: TankNow; room: number }) {
  const { tank, latest } = now;
  const picture = pictureOf(tank, room);
  const { width, height, bulge, isLying, safeFill, deadStock } = picture;
  const [level, water] = [latest?.level_m ?? null, latest?.water_m ?? 0];
  const [left, right] = isLying ? [-bulge, width + bulge] : [0, width];
  const middle = { x: width / 2, textAnchor: "middle" } as const;
  return (
    <svg
      width={right - left + EDGE + ROOM}
      height={height + TOP + FOOT}
      viewBox={`${left - EDGE} ${-TOP} ${right - left + EDGE + ROOM} ${height + TOP + FOOT}`}
      aria-hidden="true"
      className="block"
    >
      <Shell now={now} picture={picture} over={TOP} />
      <Limit from={left} to={right} y={safeFill} name={words.safeFill} litres={tank.safe_fill_l} />
      <Limit from={left} to={right} y={deadStock} name={words.deadStock} litres={tank.dead_stock_l} />
      {level !== null && (
        <text {...middle} y={isLying ? -12 : -bulge - 8} className="figures fill-ink text-base font-semibold">
          {network.metres(level)}
        </text>
      )}
      {water > 0 && (
        <text {...middle} y={height + 18} className="figures fill-soft text-xs">
          {`${words.water} ${network.millimetres(water)}`}
        </text>
      )}
    </svg>
  );
}

interface LimitProps {
  from: number;
  to: number;
  y: number;
  name: string;
  litres: number;
}

/** A height that may not be passed: a dashed line, named at its right. */
function Limit({ from, to, y, name, litres }: LimitProps) {
  return (
    <g>
      <line
        x1={from}
        x2={to + 8}
        y1={y}
        y2={y}
        className="stroke-ink"
        strokeWidth="1.25"
        strokeDasharray="5 4"
      />
      <text x={to + 12} y={y - 1} className="fill-soft text-xs">
        {name}
      </text>
      <text x={to + 12} y={y + 13} className="figures fill-faint text-xs">
        {network.litres(litres)}
      </text>
    </g>
  );
}
