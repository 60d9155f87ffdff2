import { useEffect, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useAcceptInvitation, useDoors, useInvitation } from "../../client/accounts";
import type { InvitationSeen } from "../../client/contract";
import { MOUNT } from "../../client/requests";
import { buttonLook, SubmitButton } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { dayName } from "../../ui/dates";
import { Field, PasswordField } from "../../ui/Field";
import { ErrorState, Skeleton } from "../../ui/states";
import { roleNames, signin } from "../../words/account";
import { words as shell } from "../../words/shell";
import { Threshold } from "./Threshold";

const words = signin.invitation;

/** Takes an invitation up. Its secret stands behind the # of the address, so that no server's log ever holds it. */
export function AcceptInvitationPage() {
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useInvitation(token);
  useEffect(() => {
    document.title = shell.titled(words.tab);
  }, []);
  const title = invitation.data ? words.join(invitation.data.organisation_name) : words.title;
  return (
    <Threshold title={title}>
      {invitation.isPending && <Skeleton className="h-80" />}
      {invitation.error && <ErrorState fault={invitation.error} />}
      {invitation.data && <Accept token={token} invitation={invitation.data} />}
    </Threshold>
  );
}

function Accept({ token, invitation }: { token: string; invitation: InvitationSeen }) {
  const accept = useAcceptInvitation();
  const doors = useDoors();
  const [, go] = useLocation();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const isKnown = invitation.has_account;
  const [invitedAs, inRole, until] = words.told;

  function send(event: FormEvent) {
    event.preventDefault();
    accept.mutate({ token, name, password }, { onSuccess: () => go("/", { replace: true }) });
  }

  return (
    <>
      <p className="-mt-3 text-soft">
        {invitedAs}
        <strong className="font-semibold text-ink">{invitation.email}</strong>
        {inRole}
        <strong className="font-semibold text-ink">{roleNames[invitation.role]}</strong>
        {until(dayName(invitation.expires_at))}
      </p>
      <form onSubmit={send} className="flex flex-col gap-4">
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
        {isKnown || (
          <Field
            label={words.name}
            hint={words.nameHint}
            autoComplete="name"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <PasswordField
          label={isKnown ? words.ownPassword : words.newPassword}
          hint={isKnown ? words.ownHint : words.newHint}
          autoComplete={isKnown ? "current-password" : "new-password"}
          required
          minLength={isKnown ? 1 : 12}
          maxLength={1000}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {accept.error && <ErrorState fault={accept.error} />}
        <SubmitButton className="min-h-11" isPending={accept.isPending} pending={words.sending}>
          {words.send}
        </SubmitButton>
      </form>
      {doors.data?.provider && (
        <a
          href={`${MOUNT}/sign-in/provider?invitation=${encodeURIComponent(token)}`}
          className={classes(buttonLook("quiet"), "min-h-11")}
        >
          {words.joinWith(doors.data.provider)}
        </a>
      )}
    </>
  );
}
