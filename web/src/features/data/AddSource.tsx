import { useState, type ReactNode } from "react";
import { IMPORT_KINDS, useAddSource, type ImportKind } from "../../client/jobs";
import { SubmitButton } from "../../ui/Button";
import { DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.automatic;
const OFTEN = Object.entries(words.often).map(([value, label]) => ({ value, label }));
const NAME = "[a-z0-9][a-z0-9_\\-]{0,62}";

/** Asks for a folder or an address, and how often it is looked at. */
export function AddSource({ onDone, taken }: { onDone: () => void; taken: readonly string[] }) {
  const add = useAddSource();
  const [kind, setKind] = useState<ImportKind>("import_folder");
  const [place, setPlace] = useState("");
  const [cron, setCron] = useState(OFTEN[1]?.value ?? "");
  const [zone, setZone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  const [own, setOwn] = useState<string>();
  const name = own ?? proposed(place, taken);
  const isFolder = kind === "import_folder";
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        const onSuccess = () => {
          toast(words.saved(name));
          onDone();
        };
        add.mutate({ name, kind, place: place.trim(), cron, zone }, { onSuccess });
      }}
    >
      <Chosen label={words.kind}>
        <Select
          label={words.kind}
          value={kind}
          onChange={(next) => setKind(next as ImportKind)}
          options={IMPORT_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        />
      </Chosen>
      <Field
        label={isFolder ? words.path : words.url}
        hint={isFolder ? words.pathHint : words.urlHint}
        value={place}
        required
        type={isFolder ? "text" : "url"}
        pattern={isFolder ? "/.+" : undefined}
        onChange={(event) => setPlace(event.target.value)}
      />
      <Chosen label={words.when}>
        <Select label={words.when} value={cron} onChange={setCron} options={OFTEN} />
      </Chosen>
      <Field label={words.zone} value={zone} required onChange={(event) => setZone(event.target.value)} />
      <Field
        label={words.name}
        hint={words.nameHint}
        value={name}
        required
        pattern={NAME}
        onChange={(event) => setOwn(event.target.value)}
      />
      {add.error && <ErrorState fault={add.error} />}
      <DialogFoot onClose={onDone}>
        <SubmitButton isPending={add.isPending} pending={words.saving}>
          {words.save}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}

function Chosen({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid gap-1.5">
      <span aria-hidden="true" className="text-sm font-medium">
        {label}
      </span>
      {children}
    </div>
  );
}

/** A name of the last part of the place, one that nothing else has. */
function proposed(place: string, taken: readonly string[]): string {
  const last = place.split(/[/\\]/).filter(Boolean).at(-1) ?? "";
  const plain = last
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
  if (!plain || !taken.includes(plain)) return plain;
  let number = 2;
  while (taken.includes(`${plain}-${number}`)) number += 1;
  return `${plain}-${number}`;
}
