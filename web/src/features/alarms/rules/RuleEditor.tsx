import { useState } from "react";
import { useAlarmRules } from "../../../client/alarms";
import { useDropRule, useSaveRule, type RuleName, type RuleNow } from "../../../client/alarmRules";
import { useNetwork } from "../../../client/network";
import { Button, SubmitButton } from "../../../ui/Button";
import { Combobox } from "../../../ui/Combobox";
import { ErrorState } from "../../../ui/states";
import { toast } from "../../../ui/Toasts";
import { words as ui } from "../../../words/ui";
import { alarmRules } from "../../../words/alarmRules";
import { RuleFields } from "./RuleFields";
import { Trial } from "./Trial";
import { aboutOf, formOf, missingIn, proposed, written, type Written } from "./written";

const words = alarmRules.form;

interface RuleEditorProps {
  name: RuleName;
  /** None where it is written for the first time. */
  rule: RuleNow | null;
  /** It is for one tank alone, and begins as the rule for all says. */
  isForOne?: boolean;
  onClose: () => void;
}

/** One rule: what a person must know and decide before it may call anybody, and what it would have done. */
export function RuleEditor({ name, rule: of, isForOne = false, onClose }: RuleEditorProps) {
  const rule = isForOne ? null : of;
  const [form, setForm] = useState<Written>(() => (of ? written(of) : proposed(name)));
  const save = useSaveRule();
  const drop = useDropRule();
  const missing = missingIn(form);
  const noOne = isForOne && form.subject === "" && alarmRules.choose[aboutOf(name)];
  const said = alarmRules.names[name];
  const change = (part: Partial<Written>) => setForm((now) => ({ ...now, ...part }));
  const send = (isEnabled: boolean) =>
    save.mutate(formOf(form, isEnabled), {
      onSuccess: () => {
        toast(isEnabled ? words.enabled(said) : words.saved(said));
        onClose();
      },
    });
  const remove = (now: RuleNow) =>
    drop.mutate(now, {
      onSuccess: () => {
        toast(now.subject ? words.removedOne(said, now.subject) : words.removed(said), {
          onUndo: () => save.mutate(formOf(written(now), now.is_enabled ?? false)),
        });
        onClose();
      },
    });
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        send(true);
      }}
    >
      {!rule && <p className="-mt-1 text-sm text-soft">{isForOne ? words.asForAll : words.proposed}</p>}
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-4">
          <For
            form={form}
            isFixed={rule !== null}
            isForOne={isForOne}
            onChange={(subject) => change({ subject })}
          />
          <RuleFields form={form} onChange={change} />
        </div>
        <Trial form={form} />
      </div>
      {missing.length > 0 && (
        <p role="status" className="text-sm text-caution">
          {words.missing(missing.map((each) => alarmRules.fields[each]))}
        </p>
      )}
      {(save.error ?? drop.error) && <ErrorState fault={save.error ?? drop.error} />}
      <div className="flex flex-wrap items-center justify-end gap-3 border-t border-line pt-4">
        {rule && (
          <Button look="bare" className="mr-auto" onClick={() => remove(rule)}>
            {words.remove}
          </Button>
        )}
        <Button onClick={onClose}>{ui.cancel}</Button>
        <Button why={noOne} onClick={() => send(false)}>
          {words.saveDraft}
        </Button>
        <SubmitButton
          isPending={save.isPending}
          pending={words.saving}
          why={noOne || (missing.length > 0 && words.missing(missing.map((each) => alarmRules.fields[each])))}
        >
          {words.enable}
        </SubmitButton>
      </div>
    </form>
  );
}

interface ForProps {
  form: Written;
  /** A rule that is there stays for what it is for. */
  isFixed: boolean;
  isForOne: boolean;
  onChange: (subject: string) => void;
}

function For({ form, isFixed, isForOne, onChange }: ForProps) {
  const about = aboutOf(form.name);
  const told = useNetwork().data?.network;
  const rules = useAlarmRules().data ?? [];
  const taken = rules.filter((each) => each.name === form.name).map(({ subject }) => subject);
  const all = told && { tank: told.tanks, site: told.places, meter: told.meters ?? [] }[about];
  const free = all?.filter(({ id }) => !taken.includes(id));
  return (
    <div>
      <span className="mb-1.5 block text-sm font-medium">{words.subject}</span>
      {isFixed ? (
        <p className="text-sm text-soft">{form.subject ? alarmRules.only(form.subject) : alarmRules.every}</p>
      ) : (
        <Combobox
          label={words.subject}
          none={isForOne ? alarmRules.choose[about] : words.every[about]}
          isField
          options={free?.map(({ id }) => ({ value: id, label: id }))}
          value={form.subject}
          onChange={onChange}
        />
      )}
    </div>
  );
}
