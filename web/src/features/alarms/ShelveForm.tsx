import { useState } from "react";
import { useDeed, type Alarm } from "../../client/alarms";
import { Button } from "../../ui/Button";
import { Field } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { alarms as all } from "../../words/alarms";

const words = all.shelve;
/** Rules of product that leaves its tank: an hour at most, by two people. */
const GUARDED: readonly Alarm["rule"][] = ["overfill", "slow_loss", "sudden_loss"];
const MINUTE_MS = 60_000;

/** Keeps an alarm quiet for a while, never for ever. */
export function ShelveForm({ alarm, onDone }: { alarm: Alarm; onDone: () => void }) {
  const deed = useDeed();
  const isGuarded = GUARDED.includes(alarm.rule);
  const spans = Object.entries(words.spans).filter(([minutes]) => !isGuarded || Number(minutes) <= 60);
  const [minutes, setMinutes] = useState("30");
  const [reason, setReason] = useState("");
  const { rule, subject } = alarm;

  function save() {
    // A little less than the hour, so that the clocks of page and platform need not agree to the second.
    const until = new Date(Date.now() + Number(minutes) * MINUTE_MS - 15_000).toISOString();
    deed.mutate(
      { does: "suppress", rule, subject, until, reason, text: "" },
      {
        onSuccess: () => {
          toast(isGuarded ? words.asked : words.done);
          onDone();
        },
      },
    );
  }

  return (
    <form
      className="flex flex-col gap-4 rounded-xl border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      {isGuarded && <p className="text-sm text-soft">{words.guarded}</p>}
      <Segmented
        label={words.how}
        name="span"
        value={minutes}
        options={spans.map(([value, label]) => ({ value, label }))}
        onChange={setMinutes}
      />
      <Field
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        required
        maxLength={2000}
        onChange={(event) => setReason(event.target.value)}
      />
      {deed.error && <ErrorState fault={deed.error} />}
      <Button type="submit" look="primary" className="self-start">
        {words.save}
      </Button>
    </form>
  );
}
