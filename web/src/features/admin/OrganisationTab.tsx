import type { HomeContents, Session } from "../../client/contract";
import { useHome, useSession } from "../../client/queries";
import { Card } from "../../ui/Card";
import { ErrorState, Skeleton } from "../../ui/states";
import { rightNames } from "../../words/account";
import { words as admin } from "../../words/admin";
import { ContentsCard } from "./ContentsCard";

const words = admin.organisation;

/** What this organisation is called, whose facts it reads, and what lies in its home. */
export function OrganisationTab() {
  const session = useSession().data;
  const home = useHome();
  if (home.error) return <ErrorState fault={home.error} onRetry={() => void home.refetch()} />;
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.7fr)]">
      <Card title={words.title}>
        {session && home.data ? <Facts session={session} home={home.data} /> : <Skeleton className="h-56" />}
      </Card>
      <ContentsCard home={home.data} />
    </div>
  );
}

function Facts({ session, home }: { session: Session; home: HomeContents }) {
  const facts = [
    [words.name, session.organisation_name],
    [words.id, session.organisation],
    [words.country, home.country],
    [words.reads, home.organisations.join(", ")],
    [words.rights, session.rights.map((right) => rightNames[right]).join(", ")],
    [words.version, session.version],
  ];
  return (
    <dl className="-my-2.5 divide-y divide-line text-sm">
      {facts.map(([name, said]) => (
        <div key={name} className="grid grid-cols-[8rem_minmax(0,1fr)] gap-4 py-2.5">
          <dt className="text-faint">{name}</dt>
          <dd className="min-w-0 break-words">{said}</dd>
        </div>
      ))}
    </dl>
  );
}
