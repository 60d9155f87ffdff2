import { useState, type FormEvent } from "react";
import { SubmitButton } from "../../ui/Button";
import { Dialog, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Labelled } from "../../ui/Labelled";
import { BOX } from "../../ui/popup";
import { classes } from "../../ui/classes";
import { ErrorState } from "../../ui/states";
import { dashboards as words } from "../../words/dashboards";
import { useChange, type DashboardLine } from "./kept";

interface TwoTextsProps {
  title: string;
  labels: readonly [name: string, more: string];
  most: readonly [name: number, more: number];
  value: readonly [name: string, more: string];
  isPending?: boolean;
  fault?: unknown;
  onSave: (name: string, more: string) => void;
  onClose: () => void;
}

/** A name and a longer text, written over. */
export function TwoTexts(props: TwoTextsProps) {
  const [name, setName] = useState(props.value[0]);
  const [more, setMore] = useState(props.value[1]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    props.onSave(name.trim(), more.trim());
  };
  return (
    <Dialog isOpen title={props.title} onClose={props.onClose}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field
          label={props.labels[0]}
          value={name}
          required
          pattern=".*\S.*"
          maxLength={props.most[0]}
          onChange={(event) => setName(event.target.value)}
        />
        <Labelled label={props.labels[1]}>
          {(ids) => (
            <textarea
              {...ids}
              rows={3}
              value={more}
              maxLength={props.most[1]}
              onChange={(event) => setMore(event.target.value)}
              className={classes(BOX, "py-2")}
            />
          )}
        </Labelled>
        {Boolean(props.fault) && <ErrorState fault={props.fault} />}
        <DialogFoot onClose={props.onClose}>
          <SubmitButton isPending={props.isPending ?? false} pending={words.saving}>
            {words.save}
          </SubmitButton>
        </DialogFoot>
      </form>
    </Dialog>
  );
}

/** Another name or description for a dashboard of the list. */
export function RenameDialog({ line, onClose }: { line: DashboardLine; onClose: () => void }) {
  const change = useChange();
  return (
    <TwoTexts
      title={words.renameTitle}
      labels={[words.name, words.description]}
      most={[120, 2000]}
      value={[line.name, line.description]}
      isPending={change.isPending}
      fault={change.error}
      onSave={(name, description) =>
        change.mutate({ id: line.id, part: { name, description } }, { onSuccess: onClose })
      }
      onClose={onClose}
    />
  );
}
