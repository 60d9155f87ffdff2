import { useState } from "react";
import { useTakeBack } from "../../client/imports";
import { Button } from "../../ui/Button";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { ErrorState } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.takeBack;

/** Takes an import back whole, once its name was typed. */
export function TakeBack({ id, name, onDone }: { id: number; name: string; onDone?: () => void }) {
  return (
    <DialogButton label={data.outcome.takeBack} look="danger" title={words.title(shortName(name))}>
      {(close) => (
        <Asked
          id={id}
          name={shortName(name)}
          onClose={close}
          onDone={() => {
            close();
            onDone?.();
          }}
        />
      )}
    </DialogButton>
  );
}

interface AskedProps {
  id: number;
  name: string;
  onClose: () => void;
  onDone: () => void;
}

function Asked({ id, name, onClose, onDone }: AskedProps) {
  const takeBack = useTakeBack();
  const [typed, setTyped] = useState("");
  const why = takeBack.isPending ? words.pending : typed.trim() !== name && words.mistyped;
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (why) return;
        takeBack.mutate(id, {
          onSuccess: () => {
            toast(words.done(name));
            onDone();
          },
        });
      }}
    >
      <p className="text-sm text-soft">{words.text}</p>
      <p className="break-all rounded-lg bg-sunken px-3 py-2 text-sm font-medium">{name}</p>
      <Field
        label={words.type}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
      {takeBack.error && <ErrorState fault={takeBack.error} />}
      <DialogFoot onClose={onClose}>
        <Button type="submit" look="danger" why={why}>
          {takeBack.isPending ? words.pending : words.confirm}
        </Button>
      </DialogFoot>
    </form>
  );
}

function shortName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
