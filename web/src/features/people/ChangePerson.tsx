import { useRef, useState, type FormEvent } from "react";
import { flushSync } from "react-dom";
import { useChangePerson, useRemovePerson } from "../../client/accounts";
import type { Person } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { ErrorState } from "../../ui/states";
import { StandingFields, useStanding } from "./StandingFields";

/** Gives a person another role or other rows, or takes it out of the organisation. */
export function ChangePerson({ person }: { person: Person }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  function open() {
    flushSync(() => setIsOpen(true));
    dialog.current?.showModal();
  }
  return (
    <>
      <Button aria-label={`Change ${person.name}`} onClick={open}>
        Change
      </Button>
      <Dialog ref={dialog} title={person.name} onClose={() => setIsOpen(false)}>
        {isOpen && <Change person={person} onClose={() => dialog.current?.close()} />}
      </Dialog>
    </>
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
        <p className="text-sm text-soft">
          {person.name} can do nothing here from now on, and their tokens here are revoked. What they did
          stays in the records. They can be invited again.
        </p>
        {remove.error && <ErrorState fault={remove.error} />}
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={() => setIsLeaving(false)}>Keep</Button>
          <Button look="primary" onClick={() => remove.mutate(person.person, { onSuccess: onClose })}>
            Remove {person.name}
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
        <Button onClick={() => setIsLeaving(true)}>Remove…</Button>
        <div className="flex flex-wrap gap-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary">
            Save
          </Button>
        </div>
      </div>
    </form>
  );
}
