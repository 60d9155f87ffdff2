import { Field } from "../../../ui/Field";
import { Select } from "../../../ui/Select";
import { Tick } from "../../../ui/Tick";
import { alarmRules } from "../../../words/alarmRules";
import { GUARDED, SEVERITIES, STATES, UNITS, type Severity, type TankState, type Written } from "./written";

const words = alarmRules.form;
const SEVERITY_OPTIONS = SEVERITIES.map((value) => ({ value, label: words.severities[value] }));

interface RuleFieldsProps {
  form: Written;
  onChange: (part: Partial<Written>) => void;
}

/** What a person must know of a condition, and when it calls. */
export function RuleFields({ form, onChange }: RuleFieldsProps) {
  return (
    <>
      <Sentence label={words.cause} value={form.cause} onChange={(cause) => onChange({ cause })} />
      <Sentence
        label={words.consequence}
        value={form.consequence}
        onChange={(consequence) => onChange({ consequence })}
      />
      <Sentence
        label={words.response}
        hint={words.responseHint}
        value={form.response}
        onChange={(response) => onChange({ response })}
      />
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <Select
          isField
          label={words.severity}
          all={words.notSaid}
          options={SEVERITY_OPTIONS}
          value={form.severity}
          onChange={(severity) => onChange({ severity: severity as Severity | "" })}
        />
        <Figure
          label={words.minutes}
          hint={words.minutesHint}
          value={form.minutes}
          onChange={(minutes) => onChange({ minutes })}
        />
      </div>
      <Limit form={form} onChange={onChange} />
      <States states={form.states} onChange={(states) => onChange({ states })} />
      <Tick label={words.latched} isOn={form.isLatched} onChange={(isLatched) => onChange({ isLatched })} />
    </>
  );
}

function Limit({ form, onChange }: RuleFieldsProps) {
  const units = UNITS[form.name];
  const isGuarded = GUARDED.includes(form.name);
  const options = units?.map((value) => ({ value, label: words.units[value] ?? value }));
  return (
    <>
      {options ? (
        <div className="grid grid-cols-2 gap-4 sm:grid-cols-3">
          <Figure label={words.limit} value={form.limit} onChange={(limit) => onChange({ limit })} />
          <Select
            isField
            label={words.unit}
            options={options}
            value={form.unit}
            onChange={(unit) => onChange({ unit })}
          />
          <Figure
            label={words.deadband}
            value={form.deadband}
            onChange={(deadband) => onChange({ deadband })}
          />
        </div>
      ) : (
        <p className="text-sm text-soft">{words.ownLimit}</p>
      )}
      {isGuarded ? (
        <p className="text-sm text-soft">{words.noDelay}</p>
      ) : (
        <Figure
          label={words.delay}
          hint={words.delayHint}
          value={form.delay}
          onChange={(delay) => onChange({ delay })}
        />
      )}
    </>
  );
}

interface StatesProps {
  states: readonly TankState[];
  onChange: (states: readonly TankState[]) => void;
}

function States({ states, onChange }: StatesProps) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.states}</legend>
      <div className="flex flex-wrap gap-x-5">
        {STATES.map((state) => (
          <Tick
            key={state}
            label={words.stateNames[state]}
            isOn={states.includes(state)}
            onChange={(isOn) =>
              onChange(STATES.filter((each) => (each === state ? isOn : states.includes(each))))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}

interface TextProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

function Sentence({ onChange, ...rest }: TextProps) {
  return <Field {...rest} maxLength={2000} onChange={(event) => onChange(event.target.value)} />;
}

function Figure({ onChange, ...rest }: TextProps) {
  return (
    <Field
      {...rest}
      type="number"
      step="any"
      inputMode="decimal"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
