import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { exactNumber } from "../../ui/numbers";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { prices } from "../../words/prices";
import { useScope } from "../scope";
import { buildUps, moves, TOTAL, type Move } from "./buildUp";
import { buildUpQuestion } from "./questions";

const words = prices.build;

interface MovesCardProps {
  product: string;
  before: string;
  after: string;
}

/** Which levy, tax or margin moved between two windows, and by how much. */
export function MovesCard({ product, before, after }: MovesCardProps) {
  const scope = useScope();
  const was = useAnswer(buildUpQuestion(scope, product, before));
  const is = useAnswer(buildUpQuestion(scope, product, after));
  const fault = was.error ?? is.error;
  return (
    <Card title={words.moves} hint={words.movesHint(dayName(before), dayName(after))}>
      {fault ? (
        <ErrorState fault={fault} />
      ) : was.data && is.data ? (
        <Moves before={buildUps(was.data.rows)} after={buildUps(is.data.rows)} />
      ) : (
        <Skeleton className="h-48" />
      )}
    </Card>
  );
}

type Tables = ReturnType<typeof buildUps>;

/** The fullest tables of both days in one unit are held against each other. */
function Moves({ before, after }: { before: Tables; after: Tables }) {
  const pair = after.flatMap((now) => {
    const then = before.find((each) => each.unit === now.unit && each.hasStart === now.hasStart);
    return then ? [{ now, then }] : [];
  })[0];
  if (!pair) return <EmptyState title={words.notThen}>{words.otherUnit}</EmptyState>;
  const found = moves(pair.then, pair.now);
  if (found.length === 0) return <p className="text-sm text-soft">{words.sameAll}</p>;
  const { unit } = pair.now;
  const columns: Column<Move>[] = [
    { name: words.component, cell: (each) => valueName("component", each.component) },
    { name: words.role, cell: (each) => valueName("role", each.role), className: "text-soft" },
    { name: words.was, isNumber: true, cell: (each) => amount(each.before) },
    { name: words.is, isNumber: true, cell: (each) => amount(each.after) },
    {
      name: `${words.change}, ${unit}`,
      isNumber: true,
      className: "font-semibold",
      cell: (each) => `${each.change > 0 ? "+" : ""}${amount(each.change)}`,
    },
    ...(found.some(isRemarkable) ? [{ name: words.note, cell: (each: Move) => <State move={each} /> }] : []),
  ];
  return (
    <Table caption={words.moves} columns={columns} rows={found} rowKey={(each) => each.component} stacks />
  );
}

function State({ move }: { move: Move }) {
  if (move.role === TOTAL) return <Badge tone="plain">{words.total}</Badge>;
  if (move.before === null) return <Badge tone="caution">{words.added}</Badge>;
  if (move.after === null) return <Badge tone="caution">{words.gone}</Badge>;
  return null;
}

function isRemarkable({ role, before, after }: Move): boolean {
  return role === TOTAL || before === null || after === null;
}

function amount(value: number | null): string {
  if (value === null) return "–";
  return value < 0 ? `−${exactNumber(-value)}` : exactNumber(value);
}
