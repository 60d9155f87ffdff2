import type { Engine } from "../../client/contract";
import { useHealth } from "../../client/queries";
import { Badge, type Tone } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { ErrorState, Skeleton } from "../../ui/states";

const TONES: Readonly<Record<string, [Tone, string]>> = {
  ok: ["good", "Running"],
  degraded: ["caution", "Degraded"],
  down: ["bad", "Down"],
};

/** Whether the engines run, and what to do where one does not. */
export function HealthCard() {
  const health = useHealth();
  return (
    <Card title="Engines" hint="Checked every 30 seconds">
      {health.error && <ErrorState fault={health.error} onRetry={() => void health.refetch()} />}
      {health.isPending && <Skeleton className="h-40" />}
      <ul className="-my-3 divide-y divide-line">
        {health.data?.engines.map((each) => (
          <EngineRow key={each.name} engine={each} />
        ))}
      </ul>
    </Card>
  );
}

function EngineRow({ engine }: { engine: Engine }) {
  const [tone, word] = TONES[engine.status] ?? (["caution", engine.status] as const);
  return (
    <li className="py-3">
      <div className="flex items-center justify-between gap-3">
        <span className="font-medium first-letter:uppercase">{engine.name}</span>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="mt-0.5 break-words text-sm text-faint">{engine.detail}</p>
      {engine.status !== "ok" && engine.fix && <p className="mt-1 text-sm text-soft">{engine.fix}</p>}
    </li>
  );
}
