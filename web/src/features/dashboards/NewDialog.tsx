import { useMutation } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useLocation } from "wouter";
import { Fault } from "../../client/requests";
import { SubmitButton } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Labelled } from "../../ui/Labelled";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { dashboards as words } from "../../words/dashboards";
import { readDefinition } from "./definition";
import { useMake } from "./kept";
import { started, STARTERS, type Starter } from "./starters";

const said = words.newDialog;

/** Makes a dashboard from nothing or from one of the starters, and opens it. */
export function NewDialog({ start = "empty", onClose }: { start?: Starter; onClose: () => void }) {
  const [starter, setStarter] = useState<Starter>(start);
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? (starter === "empty" ? "" : words.starters[starter].name);
  const [, go] = useLocation();
  const make = useMake();
  const making = useMutation({
    mutationFn: async () => make.mutateAsync(await started(starter, name.trim())),
    onSuccess: ({ id }) => go(`/dashboards/${id}?mode=edit`),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    making.mutate();
  };
  return (
    <Dialog isOpen title={said.title} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <fieldset>
          <legend className="mb-1.5 text-sm font-medium">{said.start}</legend>
          <div className="flex flex-col gap-2">
            {STARTERS.map((each) => (
              <label
                key={each}
                className="flex cursor-pointer items-start gap-3 rounded-lg border border-line px-3 py-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-wash has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="starter"
                  checked={starter === each}
                  onChange={() => setStarter(each)}
                  className="mt-1 size-4 shrink-0 accent-accent"
                />
                <span>
                  <span className="block text-sm font-medium">{words.starters[each].name}</span>
                  <span className="block text-sm text-soft">{words.starters[each].hint}</span>
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field
          label={said.name}
          value={name}
          required
          pattern=".*\S.*"
          maxLength={120}
          onChange={(event) => setTyped(event.target.value)}
        />
        {making.error && <ErrorState fault={making.error} />}
        <DialogFoot onClose={onClose}>
          <SubmitButton isPending={making.isPending} pending={said.making}>
            {said.make}
          </SubmitButton>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** Makes a dashboard of a file that another one was saved as. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [, go] = useLocation();
  const make = useMake();
  const importing = useMutation({
    mutationFn: async (chosen: File) => {
      const content = readDefinition(await chosen.text());
      if (!content) throw new Fault(0, said.notRead, chosen.name, said.fileHint);
      return make.mutateAsync(content);
    },
    onSuccess: ({ id, name }) => {
      toast(words.imported(name));
      go(`/dashboards/${id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (file) importing.mutate(file);
  };
  return (
    <Dialog isOpen title={words.importTitle} onClose={onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Labelled label={said.file} hint={said.fileHint}>
          {(ids) => (
            <input
              {...ids}
              type="file"
              accept="application/json,.json"
              required
              onChange={(event) => setFile(event.target.files?.[0] ?? null)}
              className="w-full text-sm file:mr-3 file:min-h-9 file:rounded-lg file:border file:border-solid file:border-line file:bg-surface file:px-3.5 file:text-sm file:font-medium file:text-ink pointer-coarse:file:min-h-11"
            />
          )}
        </Labelled>
        {importing.error && <ErrorState fault={importing.error} />}
        <DialogFoot onClose={onClose}>
          <SubmitButton isPending={importing.isPending} pending={said.making}>
            {said.make}
          </SubmitButton>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
