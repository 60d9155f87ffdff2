import type { ReactNode } from "react";
import type { RuleName } from "../../client/alarmRules";
import { useNetwork } from "../../client/network";
import { Combobox, MultiCombobox } from "../../ui/Combobox";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { receivers } from "../../words/receivers";
import { Tick } from "../../ui/Tick";
import { PRIORITIES, type Priority, type WantsForm } from "./wants";

const words = receivers.form;
const RULES = Object.entries(receivers.names).map(([value, label]) => ({ value, label }));
const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((each) => each !== "UTC")].map(
  (value) => ({
    value,
    label: value,
  }),
);

interface WantsFieldsProps {
  form: WantsForm;
  onChange: (part: Partial<WantsForm>) => void;
}

/** What is told, when, and at which hours. */
export function WantsFields({ form, onChange }: WantsFieldsProps) {
  const network = useNetwork();
  const places = network.data?.network.places.map(({ id, name }) => ({ value: id, label: name }));
  const afters = Object.entries(words.afters).map(([value, label]) => ({ value, label }));
  const isOther = !(form.after in words.afters);
  return (
    <>
      <fieldset className="flex flex-col gap-4 border-t border-line pt-4">
        <legend className="sr-only">{words.what}</legend>
        <Priorities
          label={words.priorities}
          chosen={form.priorities}
          onChange={(priorities) => onChange({ priorities })}
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <Named label={words.places}>
            <MultiCombobox
              label={words.places}
              none={words.allPlaces}
              isField
              options={places}
              fault={network.error}
              values={form.places}
              onChange={(next) => onChange({ places: next })}
            />
          </Named>
          <Named label={words.rules}>
            <MultiCombobox
              label={words.rules}
              none={words.allRules}
              isField
              options={RULES}
              values={form.rules}
              onChange={(next) => onChange({ rules: next as RuleName[] })}
            />
          </Named>
        </div>
        <Select
          isField
          label={words.after}
          options={
            isOther ? [...afters, { value: form.after, label: words.afterOther(Number(form.after)) }] : afters
          }
          value={form.after}
          onChange={(after) => onChange({ after })}
        />
      </fieldset>
      <fieldset className="flex flex-col gap-3 border-t border-line pt-4">
        <legend className="sr-only">{words.hours}</legend>
        <Tick label={words.isQuiet} isOn={form.isQuiet} onChange={(isQuiet) => onChange({ isQuiet })} />
        {form.isQuiet && (
          <div className="grid grid-cols-2 gap-4">
            <Clock label={words.begin} value={form.begin} onChange={(begin) => onChange({ begin })} />
            <Clock label={words.end} value={form.end} onChange={(end) => onChange({ end })} />
          </div>
        )}
        <Tick label={words.isDigest} isOn={form.isDigest} onChange={(isDigest) => onChange({ isDigest })} />
        {form.isDigest && (
          <Clock
            label={words.digestAt}
            value={form.digestAt}
            onChange={(digestAt) => onChange({ digestAt })}
          />
        )}
        {(form.isQuiet || form.isDigest) && (
          <>
            <Priorities
              label={words.urgent}
              chosen={form.urgent}
              onChange={(urgent) => onChange({ urgent })}
            />
            <Named label={words.zone}>
              <Combobox
                label={words.zone}
                isField
                options={ZONES}
                value={form.zone}
                onChange={(zone) => zone && onChange({ zone })}
              />
            </Named>
          </>
        )}
      </fieldset>
    </>
  );
}

interface PrioritiesProps {
  label: string;
  chosen: readonly Priority[];
  onChange: (chosen: readonly Priority[]) => void;
}

function Priorities({ label, chosen, onChange }: PrioritiesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-5">
        {PRIORITIES.map((priority) => (
          <Tick
            key={priority}
            label={receivers.letters[priority]}
            isOn={chosen.includes(priority)}
            onChange={(isOn) =>
              onChange(PRIORITIES.filter((each) => (each === priority ? isOn : chosen.includes(each))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

function Clock({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Field
      label={label}
      type="time"
      required
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** The name is seen over a control that says it aloud itself. */
function Named({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className="text-sm font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}
