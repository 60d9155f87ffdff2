import { useState, type FormEvent } from "react";
import { useCountry } from "../../client/country";
import { useAddReceiver, useChangeReceiver, type Receiver } from "../../client/receivers";
import { Button, SubmitButton } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { receivers } from "../../words/receivers";
import { Tick } from "../../ui/Tick";
import { newWants, wantsForm, wantsOf } from "./wants";
import { WantsFields } from "./WantsFields";

const words = receivers.form;
const KINDS = ["mail", "webhook"] as const;
type Kind = (typeof KINDS)[number];

/** Asks how somebody is reached and what it is told; a webhook's secret is shown once. */
export function AddReceiver({ onClose }: { onClose: () => void }) {
  const zone = useCountry().data?.time_zone ?? "UTC";
  const add = useAddReceiver();
  const [kind, setKind] = useState<Kind>("mail");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [wants, setWants] = useState(() => newWants(zone));

  function send(event: FormEvent) {
    event.preventDefault();
    add.mutate(
      { name: name.trim(), kind, address: address.trim(), secret: "", ...wantsOf(wants) },
      {
        onSuccess: (made) => {
          toast(words.added(made.name));
          if (!made.secret) onClose();
        },
      },
    );
  }

  if (add.data?.secret) {
    return (
      <div className="flex flex-col gap-4">
        <h3 className="font-semibold">{receivers.secret.title}</h3>
        <p className="text-sm text-soft">{receivers.secret.text}</p>
        <CopyField label={receivers.secret.label} value={add.data.secret} />
        <Button look="primary" className="self-end" onClick={onClose}>
          {receivers.secret.done}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <div>
        <Segmented
          label={words.kind}
          name="kind"
          options={KINDS.map((value) => ({ value, label: receivers.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
        <p className="mt-1.5 text-sm text-faint">{words.kindHints[kind]}</p>
      </div>
      <Name value={name} onChange={setName} />
      <Address kind={kind} value={address} isRequired onChange={setAddress} />
      <WantsFields form={wants} onChange={(part) => setWants((now) => ({ ...now, ...part }))} />
      {add.error && <ErrorState fault={add.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton
          isPending={add.isPending}
          pending={words.saving}
          why={wants.priorities.length === 0 && words.noPriority}
        >
          {words.add}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}

/** Changes what a receiver is called, where it is, what it is told, and whether. */
export function ChangeReceiver({ receiver, onClose }: { receiver: Receiver; onClose: () => void }) {
  const change = useChangeReceiver();
  const { kind } = receiver;
  const [name, setName] = useState(receiver.name);
  const [address, setAddress] = useState(kind === "mail" ? receiver.address : "");
  const [isOn, setOn] = useState(receiver.is_enabled);
  const [wants, setWants] = useState(() => wantsForm(receiver));

  function send(event: FormEvent) {
    event.preventDefault();
    const form = { name: name.trim(), is_enabled: isOn, address: address.trim(), ...wantsOf(wants) };
    change.mutate(
      { receiver: receiver.id, form },
      {
        onSuccess: () => {
          toast(words.saved(name));
          onClose();
        },
      },
    );
  }

  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Tick label={words.isOn} isOn={isOn} onChange={setOn} />
      <Name value={name} onChange={setName} />
      {kind !== "push" && (
        <Address kind={kind} value={address} isRequired={kind === "mail"} onChange={setAddress} />
      )}
      <WantsFields form={wants} onChange={(part) => setWants((now) => ({ ...now, ...part }))} />
      {change.error && <ErrorState fault={change.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton
          isPending={change.isPending}
          pending={words.saving}
          why={wants.priorities.length === 0 && words.noPriority}
        >
          {words.save}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}

function Name({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Field
      label={words.name}
      hint={words.nameHint}
      required
      maxLength={128}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

interface AddressProps {
  kind: Kind;
  value: string;
  /** A webhook keeps its address, which is never shown, where none is written. */
  isRequired: boolean;
  onChange: (value: string) => void;
}

function Address({ kind, value, isRequired, onChange }: AddressProps) {
  return (
    <Field
      label={words.address[kind]}
      type={kind === "mail" ? "email" : "url"}
      autoComplete="off"
      maxLength={2000}
      required={isRequired}
      hint={!isRequired && words.keep}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
