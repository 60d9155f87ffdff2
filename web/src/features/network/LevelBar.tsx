import { productVariable } from "../../charts/palette";
import { classes } from "../../ui/classes";
import { network as words } from "../../words/network";
import type { TankNow } from "./model";

/** How full a tank is to its brim, in its product's colour; marks stand at the dead stock and the safe fill. */
export function LevelBar({ now, className }: { now: TankNow; className?: string }) {
  const { tank, volume_l, fill, state } = now;
  const part = (litres: number) => `${Math.min(100, (litres / tank.capacity_l) * 100)}%`;
  return (
    <span
      role="img"
      aria-label={fill === null ? words.unknown : words.list.bar(fill)}
      className={classes(
        "relative block h-3 overflow-hidden rounded-sm bg-sunken ring-1 ring-line",
        className,
      )}
    >
      <span
        className="absolute inset-y-0 left-0"
        style={{
          width: volume_l === null ? 0 : part(volume_l),
          background: `var(${state === "silent" ? "--chart-others" : productVariable(tank.product)})`,
          opacity: state === "silent" ? 0.45 : 0.85,
        }}
      />
      <span className="absolute inset-y-0 w-px bg-ink/60" style={{ left: part(tank.dead_stock_l) }} />
      <span className="absolute inset-y-0 w-px bg-ink/60" style={{ left: part(tank.safe_fill_l) }} />
    </span>
  );
}
