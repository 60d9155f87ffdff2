import { useState } from "react";
import { useAlarmHistory, useAlarmRules, useAlarms, useNotices, type Alarm } from "../../client/alarms";
import { useNetwork } from "../../client/network";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { Page } from "../../ui/Page";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Table } from "../../ui/Table";
import { Tabs } from "../../ui/Tabs";
import { useUrlChoice } from "../../ui/urlState";
import { alarms as words } from "../../words/alarms";
import { AlarmList, keyOf } from "./AlarmList";
import { AlarmSheet } from "./AlarmSheet";
import { EventRows } from "./EventRows";
import { HealthTab } from "./health/HealthTab";
import { KeysDialog } from "./KeysDialog";
import { RulesTab } from "./rules/RulesTab";
import { useOpened } from "./useOpened";
import { useSiteNames } from "./useSiteNames";
import { useTriage } from "./useTriage";

const TABS = ["alarms", "notices", "history", "rules", "health"] as const;
const CONTENT = { alarms: Open, notices: Notices, history: History, rules: RulesTab, health: HealthTab };

/** What needs a person now, what calls nobody, and what happened. */
export function AlarmsPage() {
  const [tab, setTab] = useUrlChoice("part", TABS);
  const Content = CONTENT[tab];
  const isSimulated = useNetwork().data?.isSimulated;
  return (
    <Page
      title={words.title}
      hint={words.hint}
      actions={isSimulated && <Badge tone="caution">{words.simulated}</Badge>}
    >
      <Tabs
        label={words.parts}
        tabs={TABS.map((each) => ({ value: each, label: words.tabs[each] }))}
        value={tab}
        onChange={setTab}
      >
        <Content />
      </Tabs>
    </Page>
  );
}

function Open() {
  const alarms = useAlarms();
  const rules = useAlarmRules();
  const [opened, open] = useOpened();
  const [isShelving, setShelving] = useState(false);
  const [isHelping, setHelping] = useState(false);
  const show = (alarm: Alarm | null, shelves = false) => {
    setShelving(shelves);
    open(alarm);
  };
  useTriage({
    alarms: alarms.data?.alarms ?? [],
    onShelve: (alarm) => show(alarm, true),
    onHelp: () => setHelping(true),
  });
  if (alarms.error && !alarms.data) {
    return <ErrorState fault={alarms.error} onRetry={() => void alarms.refetch()} />;
  }
  if (!alarms.data || !rules.data) return <Skeleton className="h-72 rounded-card" />;
  const { alarms: listed, counts } = alarms.data;
  const shown = listed.find((each) => keyOf(each) === opened);
  const callsNobody = !rules.data.some((each) => each.is_enabled);
  return (
    <div className="flex flex-col gap-3">
      {alarms.error && (
        <p role="alert" className="text-sm font-medium text-caution">
          {words.behind}
        </p>
      )}
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <p role="status" className="figures text-soft">
          {words.counts(counts.unacked, counts.active, counts.quiet)}
        </p>
        {listed.length > 0 && (
          <span className="hidden pointer-fine:block">
            <Button look="bare" onClick={() => setHelping(true)}>
              {words.keys}
            </Button>
          </span>
        )}
      </div>
      {listed.length > 0 ? (
        <AlarmList alarms={listed} onOpen={show} />
      ) : (
        <Card title={words.tabs.alarms}>
          <EmptyState title={callsNobody ? words.noRules : words.none}>
            {callsNobody ? words.noRulesHint : words.noneHint}
          </EmptyState>
        </Card>
      )}
      {shown && <AlarmSheet alarm={shown} first={isShelving ? "shelve" : ""} onClose={() => show(null)} />}
      {isHelping && <KeysDialog onClose={() => setHelping(false)} />}
    </div>
  );
}

function Notices() {
  const notices = useNotices();
  const nameOf = useSiteNames();
  if (notices.error && !notices.data) {
    return <ErrorState fault={notices.error} onRetry={() => void notices.refetch()} />;
  }
  if (!notices.data) return <Skeleton className="h-72 rounded-card" />;
  if (notices.data.length === 0) {
    return (
      <Card title={words.tabs.notices}>
        <EmptyState title={words.noNotices}>{words.noNoticesHint}</EmptyState>
      </Card>
    );
  }
  const { columns } = words;
  return (
    <Card title={words.tabs.notices}>
      <Table
        caption={words.tabs.notices}
        stacks
        rows={notices.data}
        rowKey={(each) => `${keyOf(each)}/${each.begun_at}`}
        columns={[
          { name: columns.what, cell: (each) => words.rules[each.rule] },
          { name: columns.where, cell: (each) => words.at(each.subject, nameOf(each.place)) },
          { name: columns.since, cell: (each) => instantName(each.begun_at) },
          { name: columns.until, cell: (each) => (each.ended_at ? instantName(each.ended_at) : words.still) },
          {
            name: columns.litres,
            isNumber: true,
            cell: (each) => (each.litres === null ? "" : words.value(each.litres, "L")),
          },
        ]}
      />
    </Card>
  );
}

function History() {
  const history = useAlarmHistory();
  if (history.error && !history.data) {
    return <ErrorState fault={history.error} onRetry={() => void history.refetch()} />;
  }
  if (!history.data) return <Skeleton className="h-72 rounded-card" />;
  const { events } = history.data;
  return (
    <Card title={words.tabs.history}>
      {events.length > 0 ? (
        <EventRows events={events} isMixed />
      ) : (
        <EmptyState title={words.noHistory}>{words.noHistoryHint}</EmptyState>
      )}
    </Card>
  );
}
