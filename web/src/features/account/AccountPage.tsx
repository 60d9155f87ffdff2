import { useRef, useState, type FormEvent } from "react";
import { useChangePassword, useEndSession, useSessions, useSignOut } from "../../client/accounts";
import type { OwnSession } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card, PageHead } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { PasswordField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { ErrorState, Skeleton } from "../../ui/states";
import { TokensCard } from "../people/TokensCard";
import { browserName } from "./browserName";

/** What a person looks after for itself: the password, and where it is signed in. */
export function AccountPage() {
  const me = useSession().data?.person;
  return (
    <>
      <PageHead title="Your account">
        Your password, the browsers that you are signed in with, and your programs' keys.
      </PageHead>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <PasswordCard />
        <SessionsCard />
      </div>
      <div className="mt-6">
        <TokensCard person={me} />
      </div>
    </>
  );
}

function PasswordCard() {
  const change = useChangePassword();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const form = useRef<HTMLFormElement>(null);

  function send(event: FormEvent) {
    event.preventDefault();
    const done = () => {
      setCurrent("");
      setNext("");
    };
    change.mutate({ current, new: next }, { onSuccess: done });
  }

  return (
    <Card title="Password" hint="Changing it signs you out of every other browser">
      <form ref={form} onSubmit={send} className="flex flex-col gap-4">
        <PasswordField
          label="Present password"
          autoComplete="current-password"
          required
          maxLength={1000}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label="New password"
          hint="At least 12 characters. A few words that only you would put together are easy to keep in mind."
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={1000}
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        {change.error && <ErrorState fault={change.error} />}
        {change.isSuccess && <Notice>Your password is changed.</Notice>}
        <Button
          type="submit"
          look="primary"
          className="self-start"
          disabled={change.isPending}
          title={change.isPending ? "Your password is being changed" : undefined}
        >
          {change.isPending ? "Changing…" : "Change password"}
        </Button>
      </form>
    </Card>
  );
}

function SessionsCard() {
  const sessions = useSessions();
  const everywhere = useSignOut();
  return (
    <Card
      title="Where you are signed in"
      actions={<Button onClick={() => everywhere.mutate(true)}>Sign out everywhere</Button>}
    >
      {sessions.isPending && <Skeleton className="h-40" />}
      {sessions.error && <ErrorState fault={sessions.error} onRetry={() => void sessions.refetch()} />}
      {everywhere.error && <ErrorState fault={everywhere.error} />}
      {sessions.data && sessions.data.length > 0 && (
        <ul className="-my-3 divide-y divide-line">
          {sessions.data.map((each) => (
            <SessionRow key={each.number} session={each} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function SessionRow({ session }: { session: OwnSession }) {
  const end = useEndSession();
  const name = browserName(session.made_in);
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name} {session.is_current && <Badge tone="good">This one</Badge>}
        </p>
        <p className="text-sm text-faint">Last used {instantName(session.last_used_at)}</p>
        {end.error && <ErrorState fault={end.error} />}
      </div>
      {!session.is_current && (
        <Button aria-label={`Sign out of ${name}`} onClick={() => end.mutate(session.number)}>
          Sign out
        </Button>
      )}
    </li>
  );
}
