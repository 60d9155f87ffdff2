import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import { conditionOf, useAlarmHistory, useAlarmRules, type Alarm } from "../../client/alarms";
import { useMay } from "../../client/may";
import { useNetwork } from "../../client/network";
import { useSession } from "../../client/queries";
import { Button } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { alarms as words } from "../../words/alarms";
import { AlarmMark } from "./AlarmMark";
import { EventRows } from "./EventRows";
import { Evidence } from "./Evidence";
import { ShelveForm } from "./ShelveForm";
import { useAcknowledge, useAct } from "./useAct";
import { useSiteNames } from "./useSiteNames";
import { Worth } from "./Worth";

type Doing = "" | "note" | "shelve";

interface AlarmSheetProps {
  alarm: Alarm;
  /** What is being done about it at first. */
  first?: Doing;
  onClose: () => void;
}

/** One alarm: what was found, what to do, what happened, and what a person may do about it. */
export function AlarmSheet({ alarm, first = "", onClose }: AlarmSheetProps) {
  const [doing, setDoing] = useState<Doing>(first);
  const nameOf = useSiteNames();
  const history = useAlarmHistory({ rule: alarm.rule, subject: alarm.subject });
  const rules = useAlarmRules().data ?? [];
  const rule =
    rules.find((each) => each.name === alarm.rule && each.subject === alarm.subject) ??
    rules.find((each) => each.name === alarm.rule && !each.subject);
  return (
    <Dialog isOpen title={words.rules[alarm.rule]} shape="sheet" onClose={onClose}>
      <div className="flex flex-col gap-5">
        <div className="flex items-center gap-3">
          <AlarmMark alarm={alarm} />
          <div className="min-w-0">
            <p className="truncate font-medium">{words.at(alarm.subject, nameOf(alarm.place))}</p>
            <p className="text-sm text-soft">
              {words.statuses[alarm.status]}
              {alarm.is_quiet && alarm.quiet_until && ` · ${words.quiet(instantName(alarm.quiet_until))}`}
            </p>
          </div>
        </div>
        <Facts alarm={alarm} />
        <section className="rounded-xl border border-line bg-sunken p-4 text-sm">
          <h3 className="font-semibold">{words.response}</h3>
          <p className="mt-1">{rule?.response || words.noRule}</p>
          {rule?.cause && <Said name={words.cause} text={rule.cause} />}
          {rule?.consequence && <Said name={words.consequence} text={rule.consequence} />}
        </section>
        <Deeds alarm={alarm} doing={doing} onDoing={setDoing} />
        {doing === "shelve" && <ShelveForm alarm={alarm} onDone={() => setDoing("")} />}
        {doing === "note" && <NoteForm alarm={alarm} onDone={() => setDoing("")} />}
        <Evidence alarm={alarm} />
        <section>
          <h3 className="mb-2 text-sm font-semibold">{words.what}</h3>
          <EventRows events={history.data?.events ?? []} />
        </section>
      </div>
    </Dialog>
  );
}

function Facts({ alarm }: { alarm: Alarm }) {
  const found = conditionOf(alarm.body);
  const tank = useNetwork().data?.network.tanks.find((each) => each.id === alarm.subject);
  const rows: [string, ReactNode][] = [];
  if (found?.value != null && found.limit != null) {
    rows.push([
      words.found,
      words.against(words.value(found.value, found.unit), words.value(found.limit, found.unit)),
    ]);
  }
  if (found?.litres != null) rows.push([words.litres, words.value(found.litres, "L")]);
  if (found?.sureness != null) rows.push([words.sureness, words.part(found.sureness)]);
  if (alarm.begun_at) rows.push([words.since, instantName(alarm.begun_at)]);
  if (!alarm.is_active && alarm.ended_at) rows.push([words.ended, instantName(alarm.ended_at)]);
  return (
    <div className="text-sm">
      <dl className="figures grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {tank && found?.litres != null && <Worth product={tank.product} litres={found.litres} />}
      </dl>
      {alarm.subject !== alarm.place && (
        <Link
          href={`/network/tank?${new URLSearchParams({ id: alarm.subject })}`}
          className="mt-2 inline-block font-medium text-accent hover:underline"
        >
          {words.openTank}
        </Link>
      )}
    </div>
  );
}

function Said({ name, text }: { name: string; text: string }) {
  return (
    <p className="mt-2 text-soft">
      <span className="font-medium text-ink">{name}: </span>
      {text}
    </p>
  );
}

interface DeedsProps {
  alarm: Alarm;
  doing: Doing;
  onDoing: (what: Doing) => void;
}

function Deeds({ alarm, doing, onDoing }: DeedsProps) {
  const act = useAct();
  const acknowledge = useAcknowledge();
  const mayNot = !useMay("operate") && words.mayNot;
  const me = useSession().data?.person;
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        look="primary"
        why={mayNot || (!alarm.is_unacked && words.alreadySeen)}
        onClick={() => acknowledge(alarm)}
      >
        {words.acknowledge}
      </Button>
      {alarm.asked && (
        <Button
          why={mayNot || (me === alarm.asked.person && words.askedByYou)}
          onClick={() => void act(alarm, "agree", words.agreed)}
        >
          {words.agree(alarm.asked.person, alarm.asked.reason)}
        </Button>
      )}
      {alarm.is_quiet ? (
        <Button why={mayNot} onClick={() => void act(alarm, "restore", words.restored)}>
          {words.restore}
        </Button>
      ) : (
        <Button
          why={mayNot}
          aria-expanded={doing === "shelve"}
          onClick={() => onDoing(doing === "shelve" ? "" : "shelve")}
        >
          {words.shelve.open}
        </Button>
      )}
      {alarm.status === "latched" && (
        <Button why={mayNot} onClick={() => void act(alarm, "reset", words.reset)}>
          {words.reset}
        </Button>
      )}
      <Button
        why={mayNot}
        aria-expanded={doing === "note"}
        onClick={() => onDoing(doing === "note" ? "" : "note")}
      >
        {words.note}
      </Button>
    </div>
  );
}

function NoteForm({ alarm, onDone }: { alarm: Alarm; onDone: () => void }) {
  const act = useAct();
  const [text, setText] = useState("");
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void act(alarm, "note", words.noted, { text }).then((isDone) => isDone && onDone());
      }}
    >
      <Field
        label={words.noteText}
        value={text}
        required
        maxLength={2000}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" look="primary" className="self-start">
        {words.noteSave}
      </Button>
    </form>
  );
}
