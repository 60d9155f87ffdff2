import { useMailedReports, type Job } from "../../client/jobs";
import { Badge, type Tone } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { words as reports } from "../../words/reports";
import { told } from "./told";

const words = reports.sent;
const TONES: Readonly<Record<Job["state"], Tone>> = {
  waiting: "plain",
  running: "caution",
  done: "good",
  failed: "bad",
  cancelled: "plain",
};
const COLUMNS: readonly Column<Job>[] = [
  {
    name: words.columns.subject,
    className: "min-w-48",
    cell: ({ body }) => <span className="break-words font-medium">{told(body).subject}</span>,
  },
  {
    name: words.columns.to,
    cell: ({ body }) => <Addresses of={told(body).to} />,
  },
  { name: words.columns.state, cell: (job) => <Outcome job={job} /> },
  {
    name: words.columns.when,
    className: "whitespace-nowrap",
    cell: ({ finished_at: end, made_at: start }) => instantName(end ?? start),
  },
];

/** The reports that were mailed last, with what became of them. */
export function DeliveriesCard() {
  const jobs = useMailedReports();
  return (
    <Card title={words.title}>
      {jobs.isPending && <Skeleton className="h-24" />}
      {jobs.error && <ErrorState fault={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.data?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      {jobs.data && jobs.data.length > 0 && (
        <Table
          caption={words.title}
          columns={COLUMNS}
          rows={jobs.data}
          stacks
          rowKey={({ id }) => String(id)}
        />
      )}
    </Card>
  );
}

/** Each on a line of its own. */
export function Addresses({ of }: { of: readonly string[] }) {
  return of.map((each) => (
    <span key={each} className="block break-all">
      {each}
    </span>
  ));
}

/** How a delivery stands, and why where it did not arrive. */
export function Outcome({ job }: { job: Job }) {
  const { state, fault, attempts, most_attempts: most } = job;
  const refused = Object.keys((job.result["refused"] as Record<string, string> | undefined) ?? {});
  return (
    <>
      <Badge tone={TONES[state]}>{reports.kept.states[state]}</Badge>
      {state === "waiting" && attempts > 0 && (
        <span className="mt-1 block text-xs text-soft">{reports.kept.again(attempts, most)}</span>
      )}
      {refused.length > 0 && (
        <span className="mt-1 block break-all text-xs text-bad">{words.refused(refused.join(", "))}</span>
      )}
      {fault && (
        <span className="mt-1 block max-w-prose break-words text-xs text-soft">
          <span className="block first-letter:uppercase">{fault.what}</span>
          {fault.fix && <span className="block first-letter:uppercase">{fault.fix}</span>}
        </span>
      )}
    </>
  );
}
