import { useMay } from "../../client/may";
import { useSession } from "../../client/queries";
import { useReceivers, useTold, type Receiver, type Told } from "../../client/receivers";
import { Badge, type Tone } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { DialogButton } from "../../ui/Dialog";
import { Page } from "../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { receivers as words } from "../../words/receivers";
import { useSiteNames } from "../alarms/useSiteNames";
import { BrowsersCard } from "./BrowsersCard";
import { AddReceiver } from "./ReceiverForm";
import { ReceiverRow } from "./ReceiverRow";

/** Who is told of alarms while nobody looks: a person's own browsers, everybody else, and what went out. */
export function ReceiversPage() {
  const mayOperate = useMay("operate");
  return (
    <Page title={words.title} hint={words.hint}>
      {mayOperate && <EverybodyCard />}
      <BrowsersCard />
      {mayOperate && <ToldCard />}
    </Page>
  );
}

function EverybodyCard() {
  const all = useReceivers(true);
  const nameOf = useSiteNames();
  const me = useSession().data?.person;
  const listed = all.data?.receivers.filter(({ person }) => person !== me);
  return (
    <Card
      title={words.all.title}
      hint={words.all.hint}
      actions={
        <DialogButton label={words.all.add} look="primary" title={words.form.title}>
          {(close) => <AddReceiver onClose={close} />}
        </DialogButton>
      }
    >
      {all.data && !all.data.sends_mail && (
        <p className="mb-6 text-sm font-medium text-caution">{words.all.noMail}</p>
      )}
      <Failing receivers={all.data?.receivers ?? []} />
      {all.isPending && <Skeleton className="h-40" />}
      {all.error && <ErrorState fault={all.error} onRetry={() => void all.refetch()} />}
      {listed?.length === 0 && <EmptyState title={words.all.none}>{words.all.noneHint}</EmptyState>}
      {listed && listed.length > 0 && (
        <ul className="-my-4 divide-y divide-line">
          {listed.map((each) => (
            <ReceiverRow key={each.id} receiver={each} nameOf={nameOf} />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Who is told of nothing, people's browsers too: whoever counts on them has to know. */
function Failing({ receivers }: { receivers: readonly Receiver[] }) {
  const failing = receivers.flatMap(({ name, is_enabled, failing_since: since }) =>
    is_enabled && since ? [words.all.since(name, instantName(since))] : [],
  );
  if (failing.length === 0) return null;
  return (
    <div role="alert" className="mb-6 rounded-xl bg-bad-wash px-4 py-3 text-sm">
      <p className="font-medium text-bad">{words.all.failing(failing.length)}</p>
      <p className="mt-0.5">{failing.join("; ")}</p>
    </div>
  );
}

const TONES: Record<Told["state"], Tone> = { sent: "good", waiting: "plain", failed: "bad" };
const { columns } = words.told;
const COLUMNS: readonly Column<Told>[] = [
  { name: columns.at, className: "figures whitespace-nowrap", cell: (each) => instantName(each.at) },
  { name: columns.to, cell: (each) => each.receiver_name },
  { name: columns.what, className: "min-w-56", cell: (each) => each.title },
  {
    name: columns.state,
    cell: (each) => (
      <>
        <Badge tone={TONES[each.state]}>{words.told.states[each.state]}</Badge>
        {each.tries > 1 && <span className="ml-2 text-xs text-faint">{words.told.tries(each.tries)}</span>}
        {each.fault && <span className="block pt-0.5 text-xs text-soft">{each.fault.what}</span>}
      </>
    ),
  },
];

function ToldCard() {
  const told = useTold(true);
  return (
    <Card title={words.told.title} hint={words.told.hint}>
      {told.isPending && <Skeleton className="h-40" />}
      {told.error && <ErrorState fault={told.error} onRetry={() => void told.refetch()} />}
      {told.data?.length === 0 && <EmptyState title={words.told.none}>{words.told.noneHint}</EmptyState>}
      {told.data && told.data.length > 0 && (
        <Table caption={words.told.title} columns={COLUMNS} rows={told.data} stacks rowKey={({ id }) => id} />
      )}
    </Card>
  );
}
