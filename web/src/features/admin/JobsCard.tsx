import { useState } from "react";
import { isOnItsWay, useCancelJob, useJobs, useRetryJob, type Job } from "../../client/jobs";
import { Badge, type Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { Select } from "../../ui/Select";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as admin } from "../../words/admin";

const words = admin.jobs;
const TONES: Readonly<Record<Job["state"], Tone>> = {
  waiting: "plain",
  running: "plain",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};
const STATES = Object.entries(words.states).map(([value, label]) => ({ value, label }));
const COLUMNS: readonly Column<Job>[] = [
  { name: words.columns.job, cell: (job) => <Name job={job} /> },
  { name: words.columns.state, cell: (job) => <State job={job} /> },
  { name: words.columns.progress, className: "min-w-32", cell: (job) => <Progress job={job} /> },
  { name: words.columns.made, cell: (job) => <Made job={job} /> },
  { name: words.columns.act, isNumber: true, cell: (job) => <Act job={job} /> },
];

/** The name of a kind of job as a person reads it: `lake_upkeep` → `Lake upkeep`. */
export function kindName(kind: string): string {
  const said = kind.replaceAll("_", " ");
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Jobs, the newest first: how far they are, why they failed, and how to stop or repeat them. */
export function JobsCard() {
  const [state, setState] = useState<Job["state"] | "">("");
  const jobs = useJobs(state);
  const shown = jobs.data?.pages.flatMap((each) => each.jobs) ?? [];
  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={
        <Select
          label={words.filter}
          all={words.all}
          value={state}
          options={STATES}
          onChange={(next) => setState(next as Job["state"] | "")}
        />
      }
    >
      {jobs.isPending && <Skeleton className="h-40" />}
      {jobs.error && <ErrorState fault={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.isSuccess && shown.length === 0 && (
        <p className="text-sm text-soft">{state ? words.noneInState : words.none}</p>
      )}
      {shown.length > 0 && (
        <Table caption={words.title} columns={COLUMNS} rows={shown} stacks rowKey={(job) => String(job.id)} />
      )}
      {jobs.hasNextPage && (
        <Button
          className="mt-4"
          why={jobs.isFetchingNextPage && words.coming}
          onClick={() => void jobs.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </Card>
  );
}

function Name({ job }: { job: Job }) {
  return (
    <>
      <span className="block font-medium">{kindName(job.kind)}</span>
      {job.fault && (
        <span className="block max-w-prose break-words text-xs text-bad first-letter:uppercase">
          {job.fault.what}
        </span>
      )}
      {job.fault?.fix && (
        <span className="block max-w-prose break-words text-xs text-soft first-letter:uppercase">
          {job.fault.fix}
        </span>
      )}
    </>
  );
}

function State({ job }: { job: Job }) {
  const isStopping = job.is_cancel_wanted && isOnItsWay(job);
  return <Badge tone={TONES[job.state]}>{isStopping ? words.cancelling : words.states[job.state]}</Badge>;
}

function Progress({ job }: { job: Job }) {
  if (!job.total) return <span className="text-faint">{words.tries(job.attempts, job.most_attempts)}</span>;
  const said = words.of(exactNumber(job.done), exactNumber(job.total));
  return (
    <>
      <progress
        value={job.done}
        max={job.total}
        aria-label={job.what || kindName(job.kind)}
        className="bar h-1.5 w-full"
      />
      <span className="figures block text-xs text-faint">{job.what ? `${said} · ${job.what}` : said}</span>
    </>
  );
}

function Made({ job }: { job: Job }) {
  return (
    <>
      <span className="figures block whitespace-nowrap">{instantName(job.made_at)}</span>
      <span className="block text-xs text-faint">{words.by(job.made_by)}</span>
    </>
  );
}

function Act({ job }: { job: Job }) {
  const cancel = useCancelJob();
  const retry = useRetryJob();
  const fault = cancel.error ?? retry.error;
  return (
    <>
      {isOnItsWay(job) && !job.is_cancel_wanted && (
        <Button
          aria-label={words.cancelOne(kindName(job.kind), job.id)}
          onClick={() => cancel.mutate(job.id)}
        >
          {words.cancel}
        </Button>
      )}
      {(job.state === "failed" || job.state === "cancelled") && (
        <Button aria-label={words.retryOne(kindName(job.kind), job.id)} onClick={() => retry.mutate(job.id)}>
          {words.retry}
        </Button>
      )}
      {fault && <ErrorState fault={fault} />}
    </>
  );
}
