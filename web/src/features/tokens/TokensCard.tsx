import { useRevokeToken, useTokens } from "../../client/accounts";
import type { Token } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName, instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { rightNames, words as account } from "../../words/account";
import { MakeToken } from "./MakeToken";

const words = account.tokens;
const COLUMNS: readonly Column<Token>[] = [
  { name: words.columns.token, cell: (each) => <Name token={each} /> },
  {
    name: words.columns.may,
    className: "max-w-64",
    cell: (each) => rightsOf(each),
  },
  {
    name: words.columns.lastUsed,
    className: "whitespace-nowrap",
    cell: (each) => (each.last_used_at ? instantName(each.last_used_at) : words.never),
  },
  { name: words.columns.until, className: "whitespace-nowrap", cell: (each) => dayName(each.expires_at) },
  { name: words.columns.end, isNumber: true, cell: (each) => <End token={each} /> },
];

/** Keys for programs: each acts as one person, with some of that person's rights, until a day; one person's or all. */
export function TokensCard({ person }: { person?: string | undefined }) {
  const tokens = useTokens();
  const shown = tokens.data?.filter((each) => !person || each.person === person);
  return (
    <Card title={words.title} hint={words.hint} actions={<MakeToken />}>
      {tokens.isPending && <Skeleton className="h-32" />}
      {tokens.error && <ErrorState fault={tokens.error} onRetry={() => void tokens.refetch()} />}
      {shown?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      {shown && shown.length > 0 && (
        <Table caption={words.title} columns={COLUMNS} rows={shown} stacks rowKey={(each) => each.id} />
      )}
    </Card>
  );
}

/** What a token may do, the least first. */
function rightsOf({ scopes }: Token): string {
  return Object.entries(rightNames)
    .filter(([right]) => scopes.some((scope) => scope === right))
    .map(([, name]) => name)
    .join(", ");
}

function Name({ token }: { token: Token }) {
  const [code, as] = words.as(token.id, token.person);
  return (
    <>
      <span className="block break-words font-medium">{token.name}</span>
      <span className="block text-xs text-faint">
        <code className="font-mono">{code}</code>
        {as}
      </span>
    </>
  );
}

function End({ token }: { token: Token }) {
  const revoke = useRevokeToken();
  if (token.revoked_at) return <Badge tone="plain">{words.revoked}</Badge>;
  if (new Date(token.expires_at) <= new Date()) return <Badge tone="plain">{words.over}</Badge>;
  return (
    <>
      <Button aria-label={words.revokeOne(token.name)} onClick={() => revoke.mutate(token.id)}>
        {words.revoke}
      </Button>
      {revoke.error && <ErrorState fault={revoke.error} />}
    </>
  );
}
