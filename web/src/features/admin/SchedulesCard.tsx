import { useSchedules, type Schedule } from "../../client/jobs";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as admin } from "../../words/admin";
import { kindName } from "./JobsCard";

const words = admin.schedules;
const { states } = admin.jobs;
const COLUMNS: readonly Column<Schedule>[] = [
  { name: words.columns.name, cell: (each) => <Name schedule={each} /> },
  {
    name: words.columns.when,
    cell: (each) => (
      <span className="whitespace-nowrap">
        <code className="font-mono text-xs">{each.cron}</code>{" "}
        <span className="text-xs text-faint">{each.zone}</span>
      </span>
    ),
  },
  {
    name: words.columns.next,
    cell: (each) =>
      each.is_paused ? <Badge tone="caution">{words.paused}</Badge> : instantName(each.next_at),
  },
  { name: words.columns.last, cell: (each) => (each.last_state ? states[each.last_state] : words.never) },
];

/** What queues jobs by itself. */
export function SchedulesCard() {
  const schedules = useSchedules();
  return (
    <Card title={words.title} hint={words.hint}>
      {schedules.isPending && <Skeleton className="h-24" />}
      {schedules.error && <ErrorState fault={schedules.error} onRetry={() => void schedules.refetch()} />}
      {schedules.data?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      {schedules.data && schedules.data.length > 0 && (
        <Table
          caption={words.title}
          columns={COLUMNS}
          rows={schedules.data}
          stacks
          rowKey={(each) => `${each.organisation}/${each.name}`}
        />
      )}
    </Card>
  );
}

function Name({ schedule }: { schedule: Schedule }) {
  return (
    <>
      <span className="block break-words font-medium">{schedule.name}</span>
      <span className="block text-xs text-faint">{kindName(schedule.kind)}</span>
    </>
  );
}
