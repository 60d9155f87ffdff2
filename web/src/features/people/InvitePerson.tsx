import { useRef, useState, type FormEvent } from "react";
import { flushSync } from "react-dom";
import { useInvite } from "../../client/accounts";
import { MOUNT } from "../../client/requests";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { ErrorState } from "../../ui/states";
import { StandingFields, useStanding } from "./StandingFields";

/** Invites somebody by a link, which is shown once and sent by whoever invites. */
export function InvitePerson() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  function open() {
    flushSync(() => setIsOpen(true));
    dialog.current?.showModal();
  }
  return (
    <>
      <Button look="primary" onClick={open}>
        Invite somebody
      </Button>
      <Dialog ref={dialog} title="Invite somebody" onClose={() => setIsOpen(false)}>
        {isOpen && <Invite onClose={() => dialog.current?.close()} />}
      </Dialog>
    </>
  );
}

function Invite({ onClose }: { onClose: () => void }) {
  const invite = useInvite();
  const form = useStanding();
  const [email, setEmail] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    invite.mutate({ email, ...form.standing });
  }

  if (invite.data) {
    const link = new URL(MOUNT + invite.data.path, location.origin).href;
    return (
      <div className="flex flex-col gap-4">
        <p className="text-sm text-soft">
          Send this link to {email}. It works once, for seven days, and is not shown again.
        </p>
        <CopyField label="Invitation link" value={link} />
        <Button className="self-end" onClick={onClose}>
          Done
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="mt-3 flex flex-col gap-4">
      <Field
        label="E-mail address"
        type="email"
        autoComplete="off"
        required
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <StandingFields form={form} />
      {invite.error && <ErrorState fault={invite.error} />}
      <div className="mt-2 flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          disabled={invite.isPending}
          title={invite.isPending ? "The invitation is being made" : undefined}
        >
          Make the link
        </Button>
      </div>
    </form>
  );
}
