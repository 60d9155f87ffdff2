import { useState, type FormEvent } from "react";
import { useChangePerson, useRemovePerson } from "../../client/accounts";
import type { Person } from "../../client/contract";
import { Button, SubmitButton } from "../../ui/Button";
import { DialogButton } from "../../ui/Dialog";
import { ErrorState } from "../../ui/states";
import { words as admin } from "../../words/admin";
import { words as ui } from "../../words/ui";
import { StandingFields, useStanding } from "./StandingFields";

const words = admin.change;

/** Gives a person another role or other rows, or takes it out of the organisation. */
export function ChangePerson({ person }: { person: Person }) {
  return (
    <DialogButton label={words.label} name={words.of(person.name)} title={person.name}>
      {(close) => <Change person={person} onClose={close} />}
    </DialogButton>
  );
}

function Change({ person, onClose }: { person: Person; onClose: () => void }) {
  const change = useChangePerson();
  const remove = useRemovePerson();
  const form = useStanding(person);
  const [isLeaving, setIsLeaving] = useState(false);

  function send(event: FormEvent) {
    event.preventDefault();
    change.mutate({ person: person.person, ...form.standing }, { onSuccess: onClose });
  }

  if (isLeaving) {
    return (
      <div className="flex flex-col gap-4 text-left">
        <p className="text-sm text-soft">{words.consequence(person.name)}</p>
        {remove.error && <ErrorState fault={remove.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={() => setIsLeaving(false)}>{words.keep}</Button>
          <Button look="danger" onClick={() => remove.mutate(person.person, { onSuccess: onClose })}>
            {words.removeNow(person.name)}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4 text-left">
      <p className="break-words text-sm text-soft">{person.email}</p>
      <StandingFields form={form} />
      {change.error && <ErrorState fault={change.error} />}
      <div className="mt-2 flex flex-wrap justify-between gap-3">
        <Button onClick={() => setIsLeaving(true)}>{words.remove}</Button>
        <div className="flex flex-wrap gap-3">
          <Button onClick={onClose}>{ui.cancel}</Button>
          <SubmitButton isPending={change.isPending} pending={words.saving} why={form.why}>
            {words.save}
          </SubmitButton>
        </div>
      </div>
    </form>
  );
}
