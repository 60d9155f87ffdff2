import type { ReactNode } from "react";
import type { Measure, PositionHealth } from "../../../client/alarmRules";
import { Badge, type Tone } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { instantName } from "../../../ui/dates";
import { Table, type Column } from "../../../ui/Table";
import { alarmHealth as words } from "../../../words/alarmHealth";

const TONES: Record<Measure["verdict"], Tone> = {
  met: "good",
  tolerable: "caution",
  missed: "bad",
  too_few: "plain",
};
const COLUMNS: readonly Column<Measure>[] = [
  {
    name: words.columns.measure,
    className: "min-w-40",
    cell: (each) => (
      <>
        <span className="block font-medium">{words.measures[each.name]?.name ?? each.name}</span>
        <span className="block text-xs text-faint">{words.measures[each.name]?.why}</span>
      </>
    ),
  },
  { name: words.columns.value, isNumber: true, cell: (each) => say(each, each.value) },
  { name: words.columns.target, isNumber: true, cell: targetOf },
  {
    name: words.columns.verdict,
    cell: (each) => <Badge tone={TONES[each.verdict]}>{words.verdicts[each.verdict]}</Badge>,
  },
];

interface PositionProps {
  review: PositionHealth;
  name: string;
  span: string;
  isSimulated: boolean;
  onBack?: () => void;
}

/** The review of one position: its figures against their targets, and the alarms behind them. */
export function Position({ review, name, span, isSimulated, onBack }: PositionProps) {
  const { top, chattering, stale, floods, unauthorised } = review;
  const most = top[0]?.raised ?? 1;
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <Card
        title={name}
        hint={`${span} · ${words.raisedCount(review.raised)}`}
        actions={
          <>
            {isSimulated && <Badge tone="caution">{words.simulated}</Badge>}
            {onBack && <Button onClick={onBack}>{words.back}</Button>}
          </>
        }
      >
        <Table
          caption={words.title}
          columns={COLUMNS}
          rows={review.measures}
          stacks
          rowKey={(each) => each.name}
        />
      </Card>
      <div className="flex flex-col gap-6">
        <Card title={words.top} hint={words.topHint}>
          <Lines
            rows={top.map(({ rule, subject, raised }) => ({
              name: words.at(rule, subject),
              says: words.times(raised),
              part: raised / most,
            }))}
          />
        </Card>
        <Card title={words.stale} hint={words.staleHint}>
          <Lines rows={stale.map(({ rule, subject }) => ({ name: words.at(rule, subject) }))} />
        </Card>
        <Card title={words.chattering} hint={words.chatteringHint}>
          <Lines rows={chattering.map(({ rule, subject }) => ({ name: words.at(rule, subject) }))} />
        </Card>
        {floods.length > 0 && (
          <Card title={words.floods}>
            <Lines
              rows={floods.map(({ start, end, raised }) => ({
                name: `${instantName(start)} – ${instantName(end)}`,
                says: words.flood(raised),
              }))}
            />
          </Card>
        )}
        {unauthorised.length > 0 && (
          <Card title={words.unauthorised}>
            <Lines
              rows={unauthorised.map(({ rule, subject, person, at }) => ({
                name: words.at(rule, subject),
                says: `${person} · ${instantName(at)}`,
              }))}
            />
          </Card>
        )}
      </div>
    </div>
  );
}

interface Said {
  name: string;
  says?: string;
  /** Of the longest bar, 0 to 1. */
  part?: number;
}

function Lines({ rows }: { rows: readonly Said[] }): ReactNode {
  if (rows.length === 0) return <p className="text-sm text-soft">{words.nothing}</p>;
  return (
    <ul className="-my-2 divide-y divide-line text-sm">
      {rows.map(({ name, says, part }) => (
        <li key={`${name} ${says}`} className="py-2">
          <div className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0 break-words">{name}</span>
            {says && <span className="figures shrink-0 text-soft">{says}</span>}
          </div>
          {part !== undefined && (
            <div aria-hidden="true" className="mt-1.5 h-1 rounded-full bg-sunken">
              <div
                className="h-1 rounded-full bg-accent"
                style={{ width: `${Math.max(part, 0.02) * 100}%` }}
              />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function say({ name }: Measure, value: number): string {
  return words.measures[name]?.say(value) ?? String(value);
}

function targetOf(each: Measure): string {
  const target = say(each, each.target);
  const isMix = ["low_share", "medium_share", "high_share"].includes(each.name);
  return isMix ? words.about(target) : words.target(target, say(each, each.ceiling));
}
