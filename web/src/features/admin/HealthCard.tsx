import type { Engine } from "../../client/contract";
import { useHealth } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { shortBytes } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { words as admin } from "../../words/admin";

const words = admin.health;

/** Whether the engines run, how full the disk is, and what to do where something is wrong. */
export function HealthCard() {
  const health = useHealth();
  return (
    <Card title={words.title} hint={words.hint}>
      {health.isPending && <Skeleton className="h-64 sm:h-44 xl:h-24" />}
      {health.error && <ErrorState fault={health.error} onRetry={() => void health.refetch()} />}
      <ul className="grid grid-cols-1 gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {Object.entries(health.data?.engines ?? {}).map(([part, engine]) => (
          <EngineRow key={part} part={part} engine={engine} />
        ))}
      </ul>
    </Card>
  );
}

function EngineRow({ part, engine }: { part: string; engine: Engine }) {
  const isOk = engine.status === "ok";
  const { total_bytes: total = 0, free_bytes: free = 0 } = engine;
  const details = total
    ? [words.free(shortBytes(free), shortBytes(total))]
    : [
        [engine.engine, engine.version].filter(Boolean).join(" "),
        engine.provider,
        engine.queue_length ? words.waiting(engine.queue_length) : "",
      ];
  const said = total
    ? { good: words.enough, bad: words.low }
    : { good: words.running, bad: words.notAnswering };
  return (
    <li className="rounded-xl border border-line bg-raised px-4 py-3">
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium">{words.parts[part] ?? part}</span>
        <Badge tone={isOk ? "good" : "bad"}>{isOk ? said.good : said.bad}</Badge>
      </div>
      <p className="figures mt-0.5 break-words text-sm text-faint first-letter:uppercase">
        {details.filter(Boolean).join(" · ")}
      </p>
      {total > 0 && (
        <meter
          min={0}
          max={total}
          value={total - free}
          aria-label={words.used}
          className="bar mt-2 h-1.5 w-full"
        />
      )}
      {!isOk && (
        <p className="mt-0.5 break-words text-sm text-bad">{words.fault(engine.detail, engine.fix)}</p>
      )}
    </li>
  );
}
