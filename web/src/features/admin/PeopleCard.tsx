import { useInvitations, usePeople, useWithdrawInvitation } from "../../client/accounts";
import type { Invitation, Person } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { roleNames } from "../../words/account";
import { words as admin } from "../../words/admin";
import { ChangePerson } from "./ChangePerson";
import { InvitePerson } from "./InvitePerson";
import { limitsOf } from "./standing";

const words = admin.people;

/** The organisation's people and those who are invited. */
export function PeopleCard() {
  const people = usePeople();
  const invitations = useInvitations();
  const session = useSession().data;
  const me = session?.person;
  const columns: readonly Column<Person>[] = [
    { name: words.columns.person, cell: (each) => <Name person={each} isMe={each.person === me} /> },
    { name: words.columns.role, cell: (each) => roleNames[each.role] },
    { name: words.columns.sees, className: "max-w-64 break-words", cell: limitsOf },
    { name: words.columns.since, className: "whitespace-nowrap", cell: (each) => dayName(each.since) },
    {
      name: words.columns.change,
      isNumber: true,
      cell: (each) =>
        each.person === me ? (
          <span className="text-faint">{words.anotherMay}</span>
        ) : (
          <ChangePerson person={each} />
        ),
    },
  ];
  return (
    <Card
      title={words.title}
      hint={people.data && words.place(session?.organisation_name ?? "", people.data.length)}
      actions={<InvitePerson />}
    >
      {people.isPending && <Skeleton className="h-48" />}
      {people.error && <ErrorState fault={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      {people.data && people.data.length > 0 && (
        <Table
          caption={words.title}
          columns={columns}
          rows={people.data}
          stacks
          rowKey={(each) => each.person}
        />
      )}
      {invitations.error && <ErrorState fault={invitations.error} />}
      {invitations.data && invitations.data.length > 0 && <Invited invitations={invitations.data} />}
    </Card>
  );
}

function Name({ person, isMe }: { person: Person; isMe: boolean }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-2 font-medium">
        {person.name}
        {isMe && <Badge tone="plain">{words.you}</Badge>}
        {person.is_disabled && <Badge tone="bad">{words.disabled}</Badge>}
      </span>
      <span className="block break-words text-xs text-faint">{person.email}</span>
    </>
  );
}

function Invited({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">{words.invited}</h3>
      <ul className="divide-y divide-line">
        {invitations.map((each) => (
          <InvitedRow key={each.number} invitation={each} />
        ))}
      </ul>
    </div>
  );
}

function InvitedRow({ invitation }: { invitation: Invitation }) {
  const withdraw = useWithdrawInvitation();
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3 text-sm">
      <div className="min-w-0">
        <p className="break-words font-medium">{invitation.email}</p>
        <p className="text-faint">
          {words.invitedAs(roleNames[invitation.role], dayName(invitation.expires_at))}
        </p>
        {withdraw.error && <ErrorState fault={withdraw.error} />}
      </div>
      <Button
        aria-label={words.withdrawOf(invitation.email)}
        onClick={() => withdraw.mutate(invitation.number)}
      >
        {words.withdraw}
      </Button>
    </li>
  );
}
