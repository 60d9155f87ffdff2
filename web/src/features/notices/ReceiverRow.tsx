import { useRemoveReceiver, useTryReceiver, type Receiver } from "../../client/receivers";
import { Fault } from "../../client/requests";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { DialogButton } from "../../ui/Dialog";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { receivers } from "../../words/receivers";
import { ChangeReceiver } from "./ReceiverForm";
import { sentence } from "./wants";

const words = receivers.row;

interface ReceiverRowProps {
  receiver: Receiver;
  nameOf: (place: string) => string;
  isThisBrowser?: boolean;
}

/** One receiver: how it is reached, what it is told in a sentence, how it fares, and what may be done about it. */
export function ReceiverRow({ receiver, nameOf, isThisBrowser }: ReceiverRowProps) {
  const { name, kind, address } = receiver;
  const trial = useTryReceiver();
  return (
    <li className="flex flex-col gap-3 py-4 lg:flex-row lg:items-start lg:justify-between lg:gap-6">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{name}</span>
          <Badge tone="plain">{receivers.kinds[kind]}</Badge>
          {isThisBrowser && <Badge tone="good">{receivers.own.thisOne}</Badge>}
          {!receiver.is_enabled && <Badge tone="caution">{words.off}</Badge>}
        </p>
        <p className="break-all text-sm text-soft">
          {[address, !isThisBrowser && receiver.person].filter(Boolean).join(" · ")}
        </p>
        <p className="mt-1 text-sm">{sentence(receiver, nameOf)}</p>
        <Fares receiver={receiver} />
        <div role="status">
          {trial.data?.is_sent && (
            <p className="mt-2 text-sm font-medium text-good">{words.sent(instantName(trial.data.at))}</p>
          )}
        </div>
        {trial.data?.fault && !receiver.fault && <Refused fault={trial.data.fault} />}
        {trial.error && <ErrorState fault={trial.error} />}
      </div>
      <div className="-ml-3 flex shrink-0 flex-wrap gap-1 lg:ml-0">
        <Button
          look="bare"
          aria-label={words.testOf(name)}
          why={trial.isPending && words.testing}
          onClick={() => trial.mutate(receiver)}
        >
          {trial.isPending ? words.testing : words.test}
        </Button>
        <DialogButton
          look="bare"
          label={words.change}
          name={words.changeOf(name)}
          title={receivers.form.change(name)}
        >
          {(close) => <ChangeReceiver receiver={receiver} onClose={close} />}
        </DialogButton>
        <DialogButton
          look="bare"
          label={words.remove}
          name={words.removeOf(name)}
          title={words.removeTitle(name)}
        >
          {(close) => <Remove receiver={receiver} onClose={close} />}
        </DialogButton>
      </div>
    </li>
  );
}

/** When it took something last, what waits, and why it takes nothing. */
function Fares({ receiver }: { receiver: Receiver }) {
  const { last_sent_at: last, failing_since: since, fault, waiting } = receiver;
  const said = [
    last ? words.taken(instantName(last)) : since ? "" : words.never,
    waiting > 0 ? words.waiting(waiting) : "",
  ];
  return (
    <>
      <p className="figures mt-1 text-xs text-faint">{said.filter(Boolean).join(" ")}</p>
      {since && <p className="mt-1.5 text-sm font-medium text-bad">{words.failing(instantName(since))}</p>}
      {fault && <Refused fault={fault} />}
    </>
  );
}

function Refused({ fault }: { fault: NonNullable<Receiver["fault"]> }) {
  return (
    <div className="mt-2">
      <ErrorState fault={new Fault(0, fault.what, fault.where, fault.fix)} />
    </div>
  );
}

function Remove({ receiver, onClose }: { receiver: Receiver; onClose: () => void }) {
  const remove = useRemoveReceiver();
  const done = () => {
    toast(words.removed(receiver.name));
    onClose();
  };
  return (
    <div className="flex flex-col gap-4">
      <p className="text-sm text-soft">{words.removeText}</p>
      {remove.error && <ErrorState fault={remove.error} />}
      <div className="flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>{words.keep}</Button>
        <Button look="danger" onClick={() => remove.mutate(receiver, { onSuccess: done })}>
          {words.removeNow}
        </Button>
      </div>
    </div>
  );
}
