import { useState, type FormEvent } from "react";
import { useChangePassword, useEndSession, useSessions, useSignOut } from "../../client/accounts";
import type { OwnSession } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button, SubmitButton } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { PasswordField } from "../../ui/Field";
import { Notice } from "../../ui/Notice";
import { Page } from "../../ui/Page";
import { ErrorState, Skeleton } from "../../ui/states";
import { words } from "../../words/account";
import { browserName } from "./browserName";
import { TokensCard } from "../tokens/TokensCard";

/** What a person looks after for itself: the password, and where it is signed in. */
export function AccountPage() {
  const me = useSession().data?.person;
  return (
    <Page title={words.account} hint={words.hint}>
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <PasswordCard />
        <SessionsCard />
      </div>
      <TokensCard person={me} />
    </Page>
  );
}

function PasswordCard() {
  const change = useChangePassword();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");

  function send(event: FormEvent) {
    event.preventDefault();
    const done = () => {
      setCurrent("");
      setNext("");
    };
    change.mutate({ current, new: next }, { onSuccess: done });
  }

  return (
    <Card title={words.password.title} hint={words.password.hint}>
      <form onSubmit={send} className="flex flex-col gap-4">
        <PasswordField
          label={words.password.present}
          autoComplete="current-password"
          required
          maxLength={1000}
          value={current}
          onChange={(event) => setCurrent(event.target.value)}
        />
        <PasswordField
          label={words.password.next}
          hint={words.password.nextHint}
          autoComplete="new-password"
          required
          minLength={12}
          maxLength={1000}
          value={next}
          onChange={(event) => setNext(event.target.value)}
        />
        {change.error && <ErrorState fault={change.error} />}
        {change.isSuccess && <Notice>{words.password.changed}</Notice>}
        <SubmitButton className="self-start" isPending={change.isPending} pending={words.password.changing}>
          {words.password.change}
        </SubmitButton>
      </form>
    </Card>
  );
}

/** The sessions in sight before all are asked for; the newest come first. */
const FEW = 5;

function SessionsCard() {
  const sessions = useSessions();
  const everywhere = useSignOut();
  const [isAll, setAll] = useState(false);
  const count = sessions.data?.length ?? 0;
  return (
    <Card
      title={words.sessions.title}
      actions={<Button onClick={() => everywhere.mutate(true)}>{words.sessions.everywhere}</Button>}
    >
      {sessions.isPending && <Skeleton className="h-40" />}
      {sessions.error && <ErrorState fault={sessions.error} onRetry={() => void sessions.refetch()} />}
      {everywhere.error && <ErrorState fault={everywhere.error} />}
      {sessions.data && sessions.data.length > 0 && (
        <ul className="-my-3 divide-y divide-line">
          {sessions.data.slice(0, isAll ? count : FEW).map((each) => (
            <SessionRow key={each.number} session={each} />
          ))}
        </ul>
      )}
      {!isAll && count > FEW && (
        <Button className="mt-5" onClick={() => setAll(true)}>
          {words.sessions.all(count)}
        </Button>
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
          {name} {session.is_current && <Badge tone="good">{words.sessions.thisOne}</Badge>}
        </p>
        <p className="text-sm text-faint">{words.sessions.lastUsed(instantName(session.last_used_at))}</p>
        {end.error && <ErrorState fault={end.error} />}
      </div>
      {!session.is_current && (
        <Button aria-label={words.sessions.signOutOf(name)} onClick={() => end.mutate(session.number)}>
          {words.menu.signOut}
        </Button>
      )}
    </li>
  );
}
