import {
  useLookNow,
  useMailedReports,
  usePauseSchedule,
  useRemoveSchedule,
  useScheduleReport,
  useSchedules,
  type Schedule,
} from "../../client/jobs";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { words as reports } from "../../words/reports";
import { Addresses, Outcome } from "./DeliveriesCard";
import { useDashboards } from "./kept";
import { isSame, told } from "./told";
import { whenOf, whenWords } from "./when";

const words = reports.kept;
const { columns } = words;

/** What is sent by itself, what came of it last, and how to stop it. */
export function SchedulesCard() {
  const schedules = useSchedules();
  const dashboards = useDashboards();
  const jobs = useMailedReports();
  const own = schedules.data?.filter(({ kind }) => kind === "mail_report");
  const names = new Map(dashboards.data?.map(({ id, name }) => [id, name]));
  const lastOf = ({ body }: Schedule) => jobs.data?.find((job) => isSame(job.body, body));
  const COLUMNS: readonly Column<Schedule>[] = [
    {
      name: columns.report,
      className: "min-w-48",
      cell: ({ body }) => {
        const { dashboard, subject, format, to } = told(body);
        const name = names.get(dashboard) ?? (dashboard ? words.deleted : words.ownPanels);
        return (
          <>
            <Lines first={subject} second={`${name} · ${reports.make.formats[format]}`} />
            <span className="block text-xs text-soft">
              <Addresses of={to} />
            </span>
          </>
        );
      },
    },
    {
      name: columns.when,
      cell: ({ cron, zone }) => {
        const when = whenOf(cron);
        return <Lines first={when ? whenWords(when) : cron} second={zone} />;
      },
    },
    {
      name: columns.last,
      cell: (each) => {
        const job = lastOf(each);
        return job ? <Outcome job={job} /> : each.last_state ? words.states[each.last_state] : words.never;
      },
    },
    {
      name: columns.next,
      cell: (each) =>
        each.is_paused ? <Badge tone="caution">{words.paused}</Badge> : instantName(each.next_at),
    },
    { name: columns.act, className: "min-w-64", cell: (each) => <Acts schedule={each} /> },
  ];
  return (
    <Card title={words.title} hint={words.hint}>
      {schedules.isPending && <Skeleton className="h-32" />}
      {schedules.error && <ErrorState fault={schedules.error} onRetry={() => void schedules.refetch()} />}
      {own?.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      {own && own.length > 0 && (
        <Table caption={words.title} columns={COLUMNS} rows={own} stacks rowKey={({ name }) => name} />
      )}
    </Card>
  );
}

function Acts({ schedule }: { schedule: Schedule }) {
  const run = useLookNow();
  const pause = usePauseSchedule();
  const remove = useRemoveSchedule();
  const back = useScheduleReport();
  const { name, cron, zone, body, is_paused: isPaused } = schedule;
  const { subject } = told(body);
  const fault = run.error ?? pause.error ?? remove.error ?? back.error;
  const undo = () => back.mutate({ name, cron, zone, body });
  return (
    <div className="-ml-3 flex flex-wrap max-sm:justify-end lg:flex-nowrap lg:whitespace-nowrap">
      <Button
        look="bare"
        aria-label={words.runOf(subject)}
        onClick={() => run.mutate(schedule, { onSuccess: () => toast(words.queued) })}
      >
        {words.run}
      </Button>
      <Button
        look="bare"
        aria-label={isPaused ? words.goOnOf(subject) : words.pauseOf(subject)}
        onClick={() => pause.mutate(schedule)}
      >
        {isPaused ? words.goOn : words.pause}
      </Button>
      <Button
        look="bare"
        aria-label={words.removeOf(subject)}
        onClick={() => remove.mutate(schedule, { onSuccess: () => toast(words.removed, { onUndo: undo }) })}
      >
        {words.remove}
      </Button>
      {fault && <ErrorState fault={fault} />}
    </div>
  );
}

function Lines({ first, second }: { first: string; second: string }) {
  return (
    <>
      <span className="block break-words font-medium first-letter:uppercase">{first}</span>
      <span className="block text-xs text-faint">{second}</span>
    </>
  );
}
