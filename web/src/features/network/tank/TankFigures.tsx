import type { Latest } from "../../../client/network";
import { Card } from "../../../ui/Card";
import { classes } from "../../../ui/classes";
import { instantName } from "../../../ui/dates";
import { network } from "../../../words/network";
import { useAge } from "../Age";
import type { TankNow } from "../model";

const words = network.tank.figures;

/** When it runs dry, as the watch expects. */
function dryHint(latest: Latest | null): string {
  if (!latest?.dry_at) return words.lastsUnknown;
  const { dry_at, dry_earliest_at } = latest;
  return words.dry(instantName(dry_at), dry_earliest_at ? instantName(dry_earliest_at) : "");
}

/** What the tank holds, in figures; a silent tank's are grey. */
export function TankFigures({ now }: { now: TankNow }) {
  const { tank, latest, state } = now;
  const age = useAge(latest);
  const say = (value: number | null | undefined, how: (value: number) => string) =>
    value === null || value === undefined ? network.unknown : how(value);
  const quality = network.qualities[(latest?.quality ?? "good") as keyof typeof network.qualities];
  const litres = network.exactLitres;
  const lines: readonly [string, string, string?][] = [
    [words.observed, say(now.volume_l, litres)],
    [words.standard, say(latest?.standard_volume_l, litres)],
    [words.level, say(latest?.level_m, network.metres)],
    [words.fill, say(now.fill, network.part)],
    [words.ullage, say(now.ullage_l, litres), words.ullageHint],
    [words.usable, say(now.usable_l, litres), words.usableHint],
    [words.temperature, say(latest?.temp_c, network.degrees)],
    [words.water, say(latest?.water_m, network.millimetres)],
    [words.lasts, say(latest?.days_of_cover, network.site.days), dryHint(latest)],
    ...(typeof latest?.gauge_volume_l === "number"
      ? ([[words.gauge, litres(latest.gauge_volume_l)]] as [string, string][])
      : []),
  ];
  const limits: readonly [string, string][] = [
    [words.capacity, litres(tank.capacity_l)],
    [words.safeFill, litres(tank.safe_fill_l)],
    [words.deadStock, litres(tank.dead_stock_l)],
    ...(latest
      ? ([
          [words.age, `${network.ago(age)} (${instantName(latest.at)})`],
          [words.quality, quality],
        ] as [string, string][])
      : []),
  ];
  return (
    <Card title={words.title}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-4 sm:grid-cols-3 lg:grid-cols-2 xl:grid-cols-3">
        {lines.map(([name, says, hint]) => (
          <div key={name}>
            <dt className="text-xs text-soft">{name}</dt>
            <dd
              className={classes(
                "figures text-lg font-semibold tracking-tight",
                state === "silent" && "text-faint",
              )}
            >
              {says}
            </dd>
            {hint && <dd className="text-xs text-faint">{hint}</dd>}
          </div>
        ))}
      </dl>
      <dl className="mt-5 flex flex-col gap-1 border-t border-line pt-4 text-sm">
        {limits.map(([name, says]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="shrink-0 text-soft">{name}</dt>
            <dd className="figures text-right">{says}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
