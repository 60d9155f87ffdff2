import { memo } from "react";
import { Link } from "wouter";
import { productVariable } from "../../../charts/palette";
import { productName } from "../../../client/products";
import { classes } from "../../../ui/classes";
import { instantName } from "../../../ui/dates";
import { alarms } from "../../../words/alarms";
import { network as words } from "../../../words/network";
import { AlarmMark } from "../../alarms/AlarmMark";
import { Age } from "../Age";
import { tankLink } from "../links";
import type { TankNow } from "../model";
import { StateWord } from "../StateMark";
import { pictureOf } from "../tank/picture";
import { Shell } from "../tank/Shell";

const [ROOM, OVER, EDGE] = [244, 16, 3];

interface FarmTankProps {
  now: TankNow;
  /** How high it is drawn, and the highest beside it, pixels. */
  height: number;
  tallest: number;
}

/** One tank of a farm: its shell with what is in it, its figures, when it runs dry, and its alarm. */
export const FarmTank = memo(function FarmTank({ now, height, tallest }: FarmTankProps) {
  const { tank, latest, state, fill } = now;
  const say = (value: number | null | undefined, how: (value: number) => string) =>
    value === null || value === undefined ? words.unknown : how(value);
  const figures: readonly [string, string][] = [
    [words.list.heads.volume, say(now.volume_l, words.litres)],
    [words.list.heads.ullage, say(now.ullage_l, words.litres)],
    [words.list.heads.temperature, say(latest?.temp_c, words.degrees)],
    [words.tank.picture.water, say(latest?.water_m, words.millimetres)],
    [words.site.lasts, say(latest?.days_of_cover, words.site.days)],
    [words.site.dry, latest?.dry_at ? instantName(latest.dry_at) : words.unknown],
  ];
  return (
    <li className="relative flex flex-col rounded-card border border-line bg-surface p-4 shadow-card hover:border-line-strong">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <Link
            href={tankLink(tank.id)}
            aria-label={words.list.open(tank.id)}
            className="font-semibold tracking-tight after:absolute after:inset-0 after:rounded-card hover:text-accent-strong focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:outline-accent"
          >
            {tank.id}
          </Link>
          <p className="flex items-center gap-1.5 truncate text-xs text-soft">
            <span
              aria-hidden="true"
              className="size-2.5 rounded-full"
              style={{ background: `var(${productVariable(tank.product)})` }}
            />
            {productName(tank.product)}
          </p>
        </div>
        <div className="flex items-center gap-2">
          <StateWord state={state} />
          {latest?.alarm && (
            <AlarmMark
              alarm={{ priority: latest.alarm, is_unacked: latest.calling, is_active: true, is_quiet: false }}
            />
          )}
        </div>
      </div>
      <Drawn now={now} height={height} tallest={tallest} />
      <p className={classes("figures text-center text-lg font-semibold", state === "silent" && "text-faint")}>
        {say(fill, words.part)}
        <span className="text-xs font-normal text-faint"> {words.site.ofSafeFill}</span>
      </p>
      <dl className="mt-3 grid grid-cols-2 gap-x-4 gap-y-2 border-t border-line pt-3 text-sm">
        {figures.map(([name, says]) => (
          <div key={name} className="min-w-0">
            <dt className="text-2xs text-faint">{name}</dt>
            <dd className={classes("figures truncate", state === "silent" ? "text-faint" : "text-ink")}>
              {says}
            </dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 flex flex-wrap justify-between gap-x-3 text-xs text-faint">
        <span>
          {words.site.read} <Age latest={latest} />
        </span>
        <span>{latest?.conditions.map((each) => alarms.rules[each]).join(", ")}</span>
      </p>
    </li>
  );
});

function Drawn({ now, height, tallest }: FarmTankProps) {
  const { tank, fill, latest } = now;
  const picture = pictureOf(tank, ROOM, height);
  const side = picture.isLying ? picture.bulge : 0;
  const over = picture.isLying ? 0 : OVER;
  const box = { width: picture.width + 2 * (side + EDGE), height: picture.height + over + 2 * EDGE };
  const [left, right] = [-side, picture.width + side];
  const label =
    fill === null || latest?.level_m == null
      ? words.unknown
      : words.tank.picture.label(words.metres(latest.level_m), words.part(fill));
  return (
    <div className="flex items-end justify-center py-3" style={{ minHeight: tallest + 48 }}>
      <svg
        role="img"
        aria-label={label}
        width={box.width}
        height={box.height}
        viewBox={`${-side - EDGE} ${-over - EDGE} ${box.width} ${box.height}`}
      >
        <Shell now={now} picture={picture} over={over} />
        {[picture.safeFill, picture.deadStock].map((y) => (
          <line
            key={y}
            x1={left}
            x2={right}
            y1={y}
            y2={y}
            className="stroke-ink"
            strokeDasharray="5 4"
            opacity="0.7"
          />
        ))}
      </svg>
    </div>
  );
}
