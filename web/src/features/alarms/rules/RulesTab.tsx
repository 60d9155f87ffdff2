import { useState } from "react";
import { useAlarmRules } from "../../../client/alarms";
import type { RuleName, RuleNow } from "../../../client/alarmRules";
import { useMay } from "../../../client/may";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Dialog } from "../../../ui/Dialog";
import { ErrorState, Skeleton } from "../../../ui/states";
import { Table, type Column } from "../../../ui/Table";
import { alarmRules as words } from "../../../words/alarmRules";
import { AlarmMark } from "../AlarmMark";
import { RuleEditor } from "./RuleEditor";
import { aboutOf, UNITS } from "./written";

/** A condition and the rule for it, where somebody wrote one. */
interface Line {
  name: RuleName;
  subject: string;
  rule: RuleNow | null;
  /** A new rule is to be written for one alone, beside the rule for all. */
  isForOne?: boolean;
}

const NAMES = Object.keys(words.names) as RuleName[];

/** Every condition that is watched for, and whether it calls people. */
export function RulesTab() {
  const rules = useAlarmRules();
  const mayNot = !useMay("administer") && words.mayNot;
  const [opened, setOpened] = useState<Line | null>(null);
  if (rules.error && !rules.data) {
    return <ErrorState fault={rules.error} onRetry={() => void rules.refetch()} />;
  }
  if (!rules.data) return <Skeleton className="h-160 rounded-card" />;
  const columns: readonly Column<Line>[] = [
    { name: words.columns.rule, className: "min-w-52", cell: (each) => <Named line={each} /> },
    { name: words.columns.limit, className: "figures", cell: callsAt },
    { name: words.columns.priority, cell: ({ rule }) => rule && <Priority rule={rule} /> },
    { name: words.columns.state, cell: ({ rule }) => <Standing rule={rule} /> },
    {
      name: words.columns.act,
      isNumber: true,
      cell: (each) => <Acts line={each} why={mayNot} onOpen={setOpened} />,
    },
  ];
  return (
    <Card title={words.title} hint={words.hint}>
      <Table
        caption={words.title}
        stacks
        columns={columns}
        rows={linesOf(rules.data)}
        rowKey={({ name, subject }) => `${name}/${subject}`}
      />
      {opened && (
        <Dialog
          isOpen
          shape="wide"
          title={words.form.title(words.names[opened.name])}
          onClose={() => setOpened(null)}
        >
          <RuleEditor {...opened} onClose={() => setOpened(null)} />
        </Dialog>
      )}
    </Card>
  );
}

interface ActsProps {
  line: Line;
  why: string | false;
  onOpen: (line: Line) => void;
}

function Acts({ line, why, onOpen }: ActsProps) {
  const { name, subject, rule } = line;
  const said = words.names[name];
  return (
    <div className="flex flex-wrap gap-2 sm:justify-end">
      {rule && !subject && (
        <Button
          why={why}
          look="bare"
          aria-label={words.oneOf[aboutOf(name)](said)}
          onClick={() => onOpen({ ...line, isForOne: true })}
        >
          {words.one[aboutOf(name)]}
        </Button>
      )}
      <Button
        why={why}
        aria-label={rule ? words.changeOf(said, subject) : words.writeOf(said)}
        onClick={() => onOpen(line)}
      >
        {rule ? words.change : words.write}
      </Button>
    </div>
  );
}

/** Each condition in its order: the rule for all, then those for one tank. */
function linesOf(rules: readonly RuleNow[]): Line[] {
  return NAMES.flatMap((name) => {
    const own = rules.filter((each) => each.name === name);
    const ofAll = own.find((each) => !each.subject) ?? null;
    const single = own.filter((each) => each.subject);
    return [
      { name, subject: "", rule: ofAll },
      ...single.map((rule) => ({ name, subject: rule.subject ?? "", rule })),
    ];
  });
}

function Named({ line }: { line: Line }) {
  return (
    <>
      <span className="block font-medium">{words.names[line.name]}</span>
      {line.subject && <span className="block text-xs text-soft">{words.only(line.subject)}</span>}
    </>
  );
}

function callsAt({ name, rule }: Line): string {
  if (!rule) return "";
  if (!UNITS[name]) return words.own;
  return rule.limit == null ? "" : words.limit(rule.limit, rule.unit ?? "");
}

function Priority({ rule }: { rule: RuleNow }) {
  const calm = { is_unacked: false, is_active: true, is_quiet: false };
  return (
    <span className="inline-flex items-center gap-2">
      <AlarmMark alarm={{ priority: rule.priority, ...calm }} />
      <span aria-hidden="true">{words.priorities[rule.priority]}</span>
    </span>
  );
}

function Standing({ rule }: { rule: RuleNow | null }) {
  if (!rule) return <span className="text-soft">{words.states.nobody}</span>;
  if (rule.is_enabled) {
    return (
      <>
        <Badge tone="good">{words.states.calls}</Badge>
        <span className="block pt-0.5 text-xs text-faint">{words.approvedBy(rule.approver)}</span>
      </>
    );
  }
  const missing = rule.missing.filter((each) => each !== "approver").length;
  return (
    <>
      <Badge tone="plain">{words.states.draft}</Badge>
      {missing > 0 && <span className="block pt-0.5 text-xs text-faint">{words.lacks(missing)}</span>}
    </>
  );
}
