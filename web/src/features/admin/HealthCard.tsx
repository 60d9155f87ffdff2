import type { Engine } from "../../client/contract";
import { useHealth } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { ErrorState, Skeleton } from "../../ui/states";
import { words as admin } from "../../words/admin";

const words = admin.health;

/** Whether the engines run, and what to do where one does not. */
export function HealthCard() {
  const health = useHealth();
  return (
    <Card title={words.title} hint={words.hint}>
      {health.isPending && <Skeleton className="h-40" />}
      {health.error && <ErrorState fault={health.error} onRetry={() => void health.refetch()} />}
      <ul className="-my-3 divide-y divide-line">
        {Object.entries(health.data?.engines ?? {}).map(([part, engine]) => (
          <EngineRow key={part} part={part} engine={engine} />
        ))}
      </ul>
    </Card>
  );
}

function EngineRow({ part, engine }: { part: string; engine: Engine }) {
  const isOk = engine.status === "ok";
  const details = [
    [engine.engine, engine.version].filter(Boolean).join(" "),
    engine.provider,
    engine.queue_length ? words.waiting(engine.queue_length) : "",
  ];
  return (
    <li className="py-3">
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium">{words.parts[part] ?? part}</span>
        <Badge tone={isOk ? "good" : "bad"}>{isOk ? words.running : words.notAnswering}</Badge>
      </div>
      <p className="mt-0.5 break-words text-sm text-faint first-letter:uppercase">
        {details.filter(Boolean).join(" · ")}
      </p>
      {!isOk && (
        <p className="mt-0.5 break-words text-sm text-bad">{words.fault(engine.detail, engine.fix)}</p>
      )}
    </li>
  );
}
