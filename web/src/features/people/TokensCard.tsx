import { useRevokeToken, useTokens } from "../../client/accounts";
import type { Token } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName, instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { RIGHT_NAMES } from "../account/words";
import { MakeToken } from "./MakeToken";

const COLUMNS: readonly Column<Token>[] = [
  { name: "Token", cell: (each) => <Name token={each} /> },
  {
    name: "May",
    className: "max-w-64",
    cell: (each) => rightsOf(each),
  },
  {
    name: "Last used",
    className: "whitespace-nowrap",
    cell: (each) => (each.last_used_at ? instantName(each.last_used_at) : "Never"),
  },
  { name: "Until", className: "whitespace-nowrap", cell: (each) => dayName(each.expires_at) },
  { name: "End", isNumber: true, cell: (each) => <End token={each} /> },
];

/** Keys for programs: each acts as one person, with some of that person's rights, until a day; one person's or all. */
export function TokensCard({ person }: { person?: string | undefined }) {
  const tokens = useTokens();
  const shown = tokens.data?.filter((each) => !person || each.person === person);
  return (
    <Card
      title="Tokens"
      hint="Keys for programs, each with some of a person's rights"
      actions={<MakeToken />}
    >
      {tokens.isPending && <Skeleton className="h-32" />}
      {tokens.error && <ErrorState fault={tokens.error} onRetry={() => void tokens.refetch()} />}
      {shown?.length === 0 && <p className="text-sm text-soft">No program has a key here.</p>}
      {shown && shown.length > 0 && (
        <Table caption="Tokens" columns={COLUMNS} rows={shown} stacks rowKey={(each) => each.id} />
      )}
    </Card>
  );
}

/** What a token may do, the least first. */
function rightsOf({ scopes }: Token): string {
  return Object.entries(RIGHT_NAMES)
    .filter(([right]) => scopes.some((scope) => scope === right))
    .map(([, name]) => name)
    .join(", ");
}

function Name({ token }: { token: Token }) {
  return (
    <>
      <span className="block break-words font-medium">{token.name}</span>
      <span className="block text-xs text-faint">
        <code className="font-mono">pv_{token.id}</code>, as {token.person}
      </span>
    </>
  );
}

function End({ token }: { token: Token }) {
  const revoke = useRevokeToken();
  if (token.revoked_at) return <Badge tone="plain">Revoked</Badge>;
  if (new Date(token.expires_at) <= new Date()) return <Badge tone="plain">Over</Badge>;
  return (
    <>
      <Button aria-label={`Revoke ${token.name}`} onClick={() => revoke.mutate(token.id)}>
        Revoke
      </Button>
      {revoke.error && <ErrorState fault={revoke.error} />}
    </>
  );
}
