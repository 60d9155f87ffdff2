import { useEffect, useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { useAcceptInvitation, useDoors, useInvitation } from "../../client/accounts";
import type { InvitationSeen } from "../../client/contract";
import { MOUNT } from "../../client/requests";
import { Button, buttonLook } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { dayName } from "../../ui/dates";
import { Field, PasswordField } from "../../ui/Field";
import { ErrorState, Skeleton } from "../../ui/states";
import { ROLE_NAMES } from "../account/words";
import { Threshold } from "./Threshold";

/** Takes an invitation up. Its secret stands behind the # of the address, so that no server's log ever holds it. */
export function AcceptInvitationPage() {
  const [token] = useState(() => location.hash.slice(1));
  const invitation = useInvitation(token);
  useEffect(() => {
    document.title = "Invitation · PetroVerse";
  }, []);
  const title = invitation.data ? `Join ${invitation.data.organisation_name}` : "Your invitation";
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

  function send(event: FormEvent) {
    event.preventDefault();
    accept.mutate({ token, name, password }, { onSuccess: () => go("/", { replace: true }) });
  }

  return (
    <>
      <p className="-mt-3 text-soft">
        You are invited as <strong className="font-semibold text-ink">{invitation.email}</strong>, in the role{" "}
        <strong className="font-semibold text-ink">{ROLE_NAMES[invitation.role]}</strong>. The invitation
        holds until {dayName(invitation.expires_at)}.
      </p>
      <form onSubmit={send} className="flex flex-col gap-4">
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} readOnly />
        {isKnown || (
          <Field
            label="Your name"
            hint="As others here will read it"
            autoComplete="name"
            required
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
        <PasswordField
          label={isKnown ? "Your password here" : "Choose a password"}
          hint={isKnown ? "You have an account with this address: join with it." : "At least 12 characters."}
          autoComplete={isKnown ? "current-password" : "new-password"}
          required
          minLength={isKnown ? 1 : 12}
          maxLength={1000}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {accept.error && <ErrorState fault={accept.error} />}
        <Button
          type="submit"
          look="primary"
          className="min-h-11"
          disabled={accept.isPending}
          title={accept.isPending ? "Your account is being made" : undefined}
        >
          {accept.isPending ? "Joining…" : "Join"}
        </Button>
      </form>
      {doors.data?.provider && (
        <a
          href={`${MOUNT}/sign-in/provider?invitation=${encodeURIComponent(token)}`}
          className={classes(buttonLook("quiet"), "min-h-11")}
        >
          Join with {doors.data.provider}
        </a>
      )}
    </>
  );
}
