import { useState } from "react";
import { useCountry } from "../../client/country";
import { useScheduleReport, useSchedules } from "../../client/jobs";
import { SubmitButton } from "../../ui/Button";
import { instantName } from "../../ui/dates";
import { DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { words as reports } from "../../words/reports";
import type { Dashboard, Format } from "./kept";
import { OFTENS, addressesOf, cronOf, scheduleName, whenWords, type Often, type When } from "./when";

const words = reports.schedule;
const OFTEN_OPTIONS = OFTENS.map((value) => ({ value, label: words.oftens[value] }));
const WEEKDAYS = words.weekdays.map((label, day) => ({ value: String(day), label }));
const MONTH_DAYS = Array.from({ length: 28 }, (_, day) => String(day + 1));
const FIRST: When = { often: "week", time: "07:00", weekday: 1, monthDay: 1 };

interface ScheduleFormProps {
  dashboard: Dashboard;
  format: Format;
  onDone: () => void;
}

/** Asks when a report is sent, to whom, and under which subject. */
export function ScheduleForm({ dashboard, format, onDone }: ScheduleFormProps) {
  const zone = useCountry().data?.time_zone ?? "UTC";
  const taken = useSchedules().data ?? [];
  const add = useScheduleReport();
  const [when, setWhen] = useState(FIRST);
  const [to, setTo] = useState("");
  const [subject, setSubject] = useState(dashboard.name);
  const change = (part: Partial<When>) => setWhen((now) => ({ ...now, ...part }));
  const addresses = addressesOf(to);
  const save = () =>
    add.mutate(
      {
        name: scheduleName(
          dashboard.name,
          taken.map(({ name }) => name),
        ),
        cron: cronOf(when),
        zone,
        body: { dashboard: dashboard.id, format, to: addresses, subject: subject.trim() },
      },
      {
        onSuccess: (made) => {
          toast(words.saved(instantName((made as { next_at: string }).next_at)));
          onDone();
        },
      },
    );
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={words.often}
          isField
          value={when.often}
          options={OFTEN_OPTIONS}
          onChange={(often) => change({ often: often as Often })}
        />
        <Field
          label={words.time}
          type="time"
          required
          value={when.time}
          onChange={(event) => change({ time: event.target.value })}
        />
      </div>
      {when.often === "week" && (
        <Select
          label={words.weekday}
          isField
          value={String(when.weekday)}
          options={WEEKDAYS}
          onChange={(day) => change({ weekday: Number(day) })}
        />
      )}
      {when.often === "month" && (
        <Select
          label={words.monthDay}
          hint={words.monthDayHint}
          isField
          value={String(when.monthDay)}
          options={MONTH_DAYS}
          onChange={(day) => change({ monthDay: Number(day) })}
        />
      )}
      <Field
        label={words.to}
        hint={words.toHint}
        required
        inputMode="email"
        autoComplete="email"
        value={to}
        onChange={(event) => setTo(event.target.value)}
      />
      <Field
        label={words.subject}
        required
        maxLength={200}
        value={subject}
        onChange={(event) => setSubject(event.target.value)}
      />
      <p className="text-sm text-soft">{words.reads(whenWords(when), zone)}</p>
      {add.error && <ErrorState fault={add.error} />}
      <DialogFoot onClose={onDone}>
        <SubmitButton
          isPending={add.isPending}
          pending={words.saving}
          why={addresses.length === 0 && words.noAddress}
        >
          {words.save}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}
