import { useInvitations, usePeople, useWithdrawInvitation } from "../../client/accounts";
import type { Invitation, Person } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { counted } from "../../ui/numbers";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { ROLE_NAMES } from "../account/words";
import { ChangePerson } from "./ChangePerson";
import { InvitePerson } from "./InvitePerson";
import { limitsOf } from "./standing";

/** The organisation's people and those who are invited. */
export function PeopleCard() {
  const people = usePeople();
  const invitations = useInvitations();
  const session = useSession().data;
  const me = session?.person;
  const columns: readonly Column<Person>[] = [
    { name: "Person", cell: (each) => <Name person={each} isMe={each.person === me} /> },
    { name: "Role", cell: (each) => ROLE_NAMES[each.role] },
    { name: "Sees", className: "max-w-64 break-words", cell: limitsOf },
    { name: "Since", className: "whitespace-nowrap", cell: (each) => dayName(each.since) },
    {
      name: "Change",
      isNumber: true,
      cell: (each) =>
        each.person === me ? (
          <span className="text-faint">Another admin may</span>
        ) : (
          <ChangePerson person={each} />
        ),
    },
  ];
  return (
    <Card
      title="People"
      hint={
        people.data && `${session?.organisation_name} · ${counted(people.data.length, "person", "people")}`
      }
      actions={<InvitePerson />}
    >
      {people.isPending && <Skeleton className="h-48" />}
      {people.error && <ErrorState fault={people.error} onRetry={() => void people.refetch()} />}
      {people.data?.length === 0 && <p className="text-sm text-soft">Nobody yet: invite the first.</p>}
      {people.data && people.data.length > 0 && (
        <Table caption="People" columns={columns} rows={people.data} stacks rowKey={(each) => each.person} />
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
        {isMe && <Badge tone="plain">You</Badge>}
        {person.is_disabled && <Badge tone="bad">Disabled</Badge>}
      </span>
      <span className="block break-words text-xs text-faint">{person.email}</span>
    </>
  );
}

function Invited({ invitations }: { invitations: readonly Invitation[] }) {
  return (
    <div className="mt-5 border-t border-line pt-4">
      <h3 className="text-sm font-semibold">Invited</h3>
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
          {ROLE_NAMES[invitation.role]}, until {dayName(invitation.expires_at)}
        </p>
        {withdraw.error && <ErrorState fault={withdraw.error} />}
      </div>
      <Button
        aria-label={`Withdraw the invitation of ${invitation.email}`}
        onClick={() => withdraw.mutate(invitation.number)}
      >
        Withdraw
      </Button>
    </li>
  );
}
