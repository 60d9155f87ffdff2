import {
  IMPORT_KINDS,
  isOnItsWay,
  useCancelJob,
  useLookNow,
  useLooks,
  usePauseSchedule,
  useRemoveSchedule,
  useSchedules,
  type ImportKind,
  type Job,
  type Schedule,
} from "../../client/jobs";
import { Badge, type Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { DialogButton } from "../../ui/Dialog";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";
import { AddSource } from "./AddSource";
import { outcomeOf, placeOf } from "./looks";

const words = data.automatic;
const TONES: Readonly<Record<Job["state"], Tone>> = {
  waiting: "plain",
  running: "caution",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};

/** What brings files in by itself, and what came of it. */
export function AutomaticTab() {
  return (
    <div className="flex flex-col gap-6">
      <Sources />
      <Looks />
    </div>
  );
}

function Sources() {
  const schedules = useSchedules();
  const own = schedules.data?.filter((each) => IMPORT_KINDS.includes(each.kind as ImportKind));
  const { columns } = words;
  const COLUMNS: readonly Column<Schedule>[] = [
    {
      name: columns.source,
      cell: (each) => <Source name={each.name} place={placeOf(each.body)} />,
      className: "min-w-48",
    },
    {
      name: columns.when,
      cell: (each) => (
        <>
          {words.often[each.cron] ?? <code className="font-mono text-xs">{each.cron}</code>}
          <span className="block text-xs text-faint">{each.zone}</span>
        </>
      ),
    },
    {
      name: columns.last,
      cell: (each) => (each.last_state ? <State state={each.last_state} /> : words.never),
    },
    {
      name: columns.next,
      cell: (each) =>
        each.is_paused ? <Badge tone="caution">{words.paused}</Badge> : instantName(each.next_at),
    },
    { name: columns.act, cell: (each) => <Acts schedule={each} />, className: "min-w-64" },
  ];
  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={
        <DialogButton label={words.add} look="primary" title={words.addTitle}>
          {(close) => <AddSource onDone={close} taken={(schedules.data ?? []).map(({ name }) => name)} />}
        </DialogButton>
      }
    >
      {schedules.isPending && <Skeleton className="h-32" />}
      {schedules.error && <ErrorState fault={schedules.error} onRetry={() => void schedules.refetch()} />}
      {own?.length === 0 && <EmptyState title={words.none}>{words.noneText}</EmptyState>}
      {own && own.length > 0 && (
        <Table caption={words.title} columns={COLUMNS} rows={own} stacks rowKey={(each) => each.name} />
      )}
    </Card>
  );
}

function Acts({ schedule }: { schedule: Schedule }) {
  const look = useLookNow();
  const pause = usePauseSchedule();
  const remove = useRemoveSchedule();
  const { name, is_paused: isPaused } = schedule;
  const fault = look.error ?? pause.error ?? remove.error;
  return (
    <div className="-ml-3 flex flex-wrap max-sm:justify-end">
      <Button
        look="bare"
        aria-label={words.runOf(name)}
        onClick={() => look.mutate(schedule, { onSuccess: () => toast(words.queued) })}
      >
        {words.run}
      </Button>
      <Button
        look="bare"
        aria-label={isPaused ? words.goOnOf(name) : words.pauseOf(name)}
        onClick={() => pause.mutate(schedule)}
      >
        {isPaused ? words.goOn : words.pause}
      </Button>
      <Button
        look="bare"
        aria-label={words.removeOf(name)}
        onClick={() => remove.mutate(schedule, { onSuccess: () => toast(words.removed(name)) })}
      >
        {words.remove}
      </Button>
      {fault && <ErrorState fault={fault} />}
    </div>
  );
}

function Looks() {
  const folders = useLooks("import_folder");
  const addresses = useLooks("import_url");
  const cancel = useCancelJob();
  const jobs = [...(folders.data ?? []), ...(addresses.data ?? [])].sort((a, b) => b.id - a.id);
  const { jobColumns: columns } = words;
  const COLUMNS: readonly Column<Job>[] = [
    {
      name: columns.source,
      cell: (each) => <Source name="" place={placeOf(each.body)} />,
      className: "min-w-48",
    },
    { name: columns.state, cell: (each) => <State state={each.state} /> },
    {
      name: columns.came,
      className: "min-w-56",
      cell: (each) =>
        isOnItsWay(each) ? (
          <Button
            look="bare"
            className="-ml-3"
            aria-label={words.cancelOf(placeOf(each.body))}
            onClick={() => cancel.mutate(each.id)}
          >
            {words.cancel}
          </Button>
        ) : (
          <span className="text-soft first-letter:uppercase">{outcomeOf(each)}</span>
        ),
    },
    { name: columns.when, cell: (each) => instantName(each.made_at), className: "whitespace-nowrap" },
  ];
  const fault = folders.error ?? addresses.error ?? cancel.error;
  return (
    <Card title={words.jobs} hint={words.jobsHint}>
      {fault && <ErrorState fault={fault} />}
      {folders.isPending && <Skeleton className="h-32" />}
      {folders.isSuccess && jobs.length === 0 && <p className="text-sm text-soft">{words.noJobs}</p>}
      {jobs.length > 0 && (
        <Table caption={words.jobs} columns={COLUMNS} rows={jobs} stacks rowKey={(each) => String(each.id)} />
      )}
    </Card>
  );
}

function Source({ name, place }: { name: string; place: string }) {
  return (
    <>
      {name && <span className="block break-words font-medium">{name}</span>}
      <span className={name ? "block break-all text-xs text-faint" : "break-all font-medium"}>{place}</span>
    </>
  );
}

function State({ state }: { state: Job["state"] }) {
  return <Badge tone={TONES[state]}>{words.states[state] ?? state}</Badge>;
}
