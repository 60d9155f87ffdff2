import { useState } from "react";
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
import { formOf, missingIn, proposed, written, type Written } from "./written";

const words = alarmRules.form;

interface RuleEditorProps {
  name: RuleName;
  /** None where it is written for the first time. */
  rule: RuleNow | null;
  onClose: () => void;
}

/** One rule: what a person must know and decide before it may call anybody, and what it would have done. */
export function RuleEditor({ name, rule, onClose }: RuleEditorProps) {
  const [form, setForm] = useState<Written>(() => (rule ? written(rule) : proposed(name)));
  const save = useSaveRule();
  const drop = useDropRule();
  const missing = missingIn(form);
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
        toast(words.removed(said), {
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
      {!rule && <p className="-mt-1 text-sm text-soft">{words.proposed}</p>}
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="flex flex-col gap-4">
          <For form={form} isFixed={rule !== null} onChange={(subject) => change({ subject })} />
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
        <Button onClick={() => send(false)}>{words.saveDraft}</Button>
        <SubmitButton
          isPending={save.isPending}
          pending={words.saving}
          why={missing.length > 0 && words.missing(missing.map((each) => alarmRules.fields[each]))}
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
  onChange: (subject: string) => void;
}

function For({ form, isFixed, onChange }: ForProps) {
  const tanks = useNetwork().data?.network.tanks;
  return (
    <div>
      <span className="mb-1.5 block text-sm font-medium">{words.subject}</span>
      {isFixed ? (
        <p className="text-sm text-soft">{form.subject ? alarmRules.only(form.subject) : alarmRules.every}</p>
      ) : (
        <Combobox
          label={words.subject}
          none={words.everyTank}
          isField
          options={tanks?.map(({ id }) => ({ value: id, label: id }))}
          value={form.subject}
          onChange={onChange}
        />
      )}
    </div>
  );
}
