import { useEffect, useState } from "react";
import { useProtocols, type GaugeLook, type Protocol, type useLook } from "../../../client/gauges";
import { Button, SubmitButton } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { Field, PasswordField } from "../../../ui/Field";
import { Labelled } from "../../../ui/Labelled";
import { BOX } from "../../../ui/popup";
import { Select } from "../../../ui/Select";
import { ErrorState, Skeleton } from "../../../ui/states";
import { gauge } from "../../../words/gauge";

const words = gauge.ask;
/** Options that are a text of many lines. */
const LONG = ["map", "authority"];
const SECRETS = ["security", "password_secret"];
/** Options without which a protocol cannot be spoken; the others wait behind a line of their own. */
const NEEDED = ["units", "map", "group", "node"];
const BEGUN: GaugeLook = { protocol: "", address: "", options: {}, secret: "" };

interface AskCardProps {
  look: ReturnType<typeof useLook>;
  hasFound: boolean;
  onAsk: (asked: GaugeLook) => void;
}

/** Where a gauge answers and how it is spoken with. */
export function AskCard({ look, hasFound, onAsk }: AskCardProps) {
  const protocols = useProtocols(true);
  const [form, setForm] = useState(BEGUN);
  if (protocols.error) return <ErrorState fault={protocols.error} onRetry={() => void protocols.refetch()} />;
  if (!protocols.data) return <Skeleton className="h-80 rounded-card" />;
  const spoken = protocols.data.find(({ protocol }) => protocol === form.protocol) ?? protocols.data[0]!;
  const taken = Object.entries(form.options).filter(([, value]) => value.trim() !== "");
  const hasName = taken.some(([name]) => SECRETS.includes(name));
  const why = !form.address.trim() ? words.noAddress : form.secret !== "" && !hasName && words.secretName;
  return (
    <Card title={words.title}>
      <form
        className="flex max-w-3xl flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (why || look.isPending) return;
          const options = Object.fromEntries(taken);
          onAsk({ ...form, protocol: spoken.protocol, address: form.address.trim(), options });
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Select
            isField
            label={words.protocol}
            value={spoken.protocol}
            options={protocols.data.map(({ protocol: value }) => ({
              value,
              label: words.protocols[value] ?? value,
            }))}
            onChange={(protocol) => setForm({ ...form, protocol, options: {}, secret: "" })}
          />
          <Field
            label={words.address}
            hint={words.addresses[spoken.protocol] ?? spoken.address}
            value={form.address}
            maxLength={300}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setForm({ ...form, address: event.target.value })}
          />
        </div>
        <Options spoken={spoken} form={form} onChange={setForm} />
        <div className="flex flex-wrap items-center gap-3">
          <SubmitButton isPending={look.isPending} pending={words.run} why={why}>
            {hasFound ? words.again : words.run}
          </SubmitButton>
          {look.isPending && <Asking address={look.variables.address} onCancel={() => look.reset()} />}
        </div>
        {look.error && <ErrorState fault={look.error} />}
      </form>
    </Card>
  );
}

/** How long it has been asked, and a way out. */
function Asking({ address, onCancel }: { address: string; onCancel: () => void }) {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const ticking = setInterval(() => setSeconds((now) => now + 1), 1000);
    return () => clearInterval(ticking);
  }, []);
  return (
    <>
      <span className="figures min-w-0 break-all text-sm text-soft">{words.asking(address, seconds)}</span>
      <Button look="bare" onClick={onCancel}>
        {words.cancel}
      </Button>
    </>
  );
}

interface OptionsProps {
  spoken: Protocol;
  form: GaugeLook;
  onChange: (form: GaugeLook) => void;
}

function Options({ spoken, form, onChange }: OptionsProps) {
  const needed = spoken.options.filter(({ name }) => NEEDED.includes(name));
  const more = spoken.options.filter((each) => !needed.includes(each) && each.name !== "line");
  const one = ({ name, what }: Protocol["options"][number]) => (
    <Option
      key={name}
      name={name}
      what={what}
      value={form.options[name] ?? ""}
      onChange={(value) => onChange({ ...form, options: { ...form.options, [name]: value } })}
    />
  );
  return (
    <>
      {needed.map(one)}
      {more.length > 0 && (
        <details className="rounded-xl bg-sunken/60 px-4 py-1">
          <summary className="cursor-pointer py-2 text-sm font-medium pointer-coarse:py-3">
            {words.more}
          </summary>
          <div className="grid gap-4 pb-4 pt-2 sm:grid-cols-2">
            {more.some(({ name }) => SECRETS.includes(name)) && (
              <PasswordField
                className="sm:col-span-2"
                label={words.secret}
                hint={words.secretHint}
                value={form.secret}
                maxLength={300}
                autoComplete="off"
                onChange={(event) => onChange({ ...form, secret: event.target.value })}
              />
            )}
            {more.map(one)}
          </div>
        </details>
      )}
    </>
  );
}

interface OptionProps {
  name: string;
  /** What it means, as the platform says it. */
  what: string;
  value: string;
  onChange: (value: string) => void;
}

function Option({ name, what, value, onChange }: OptionProps) {
  const label = words.options[name] ?? name;
  if (name === "units") {
    const options = Object.entries(words.units).map(([value, label]) => ({ value, label }));
    return (
      <Select isField label={label} all={words.notSaid} value={value} options={options} onChange={onChange} />
    );
  }
  if (!LONG.includes(name)) {
    return (
      <Field
        label={label}
        hint={what}
        value={value}
        maxLength={300}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  return (
    <Labelled label={label} hint={what} className="sm:col-span-2">
      {(ids) => (
        <textarea
          {...ids}
          rows={6}
          spellCheck={false}
          className={`${BOX} py-2 font-mono text-sm`}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}
