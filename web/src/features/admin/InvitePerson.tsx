import { useState, type FormEvent } from "react";
import { useInvite } from "../../client/accounts";
import { MOUNT } from "../../client/requests";
import { Button, SubmitButton } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { ErrorState } from "../../ui/states";
import { words as admin } from "../../words/admin";
import { StandingFields, useStanding } from "./StandingFields";

const words = admin.invite;

/** Invites somebody by a link, which is shown once and sent by whoever invites. */
export function InvitePerson() {
  return (
    <DialogButton label={words.title} look="primary" title={words.title}>
      {(close) => <Invite onClose={close} />}
    </DialogButton>
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
        <p className="text-sm text-soft">{words.made(email)}</p>
        <CopyField label={words.link} value={link} />
        <Button className="self-end" onClick={onClose}>
          {words.done}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field
        label={words.email}
        type="email"
        autoComplete="off"
        required
        maxLength={254}
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <StandingFields form={form} />
      {invite.error && <ErrorState fault={invite.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton isPending={invite.isPending} pending={words.sending} why={form.why}>
          {words.send}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}
