import { useState, type FormEvent } from "react";
import { useMakeToken } from "../../client/accounts";
import type { Right } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Button, SubmitButton } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { DialogButton, DialogFoot } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { Select } from "../../ui/Select";
import { ErrorState } from "../../ui/states";
import { rightNames, words as account } from "../../words/account";

const words = account.tokens;
const LASTS = [
  { value: "7", label: words.lasts.week },
  { value: "30", label: words.lasts.month },
  { value: "90", label: words.lasts.quarter },
  { value: "365", label: words.lasts.year },
] as const;

/** Makes a key for a program; it is shown once. */
export function MakeToken() {
  return (
    <DialogButton label={words.make} title={words.make}>
      {(close) => <Make onClose={close} />}
    </DialogButton>
  );
}

function Make({ onClose }: { onClose: () => void }) {
  const make = useMakeToken();
  const own = useSession().data?.rights ?? [];
  const [name, setName] = useState("");
  const [days, setDays] = useState("90");
  const [scopes, setScopes] = useState<readonly Right[]>(["read"]);

  function send(event: FormEvent) {
    event.preventDefault();
    make.mutate({ name, scopes: [...scopes], days: Number(days) });
  }

  if (make.data) {
    return (
      <div className="flex flex-col gap-4">
        <p className="text-sm text-soft">
          {words.made} <code className="font-mono">{words.header}</code>
        </p>
        <CopyField label={words.token} value={make.data.token} />
        <Button className="self-end" onClick={onClose}>
          {words.done}
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="flex flex-col gap-4">
      <Field
        label={words.purpose}
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">{words.itMay}</legend>
        <div className="flex flex-col">
          {own.map((right) => (
            <label key={right} className="flex min-h-9 items-center gap-3 text-sm pointer-coarse:min-h-11">
              <input
                type="checkbox"
                className="size-5 accent-accent"
                checked={scopes.includes(right)}
                onChange={(event) =>
                  setScopes(
                    own.filter((each) => (each === right ? event.target.checked : scopes.includes(each))),
                  )
                }
              />
              {rightNames[right]}
            </label>
          ))}
        </div>
      </fieldset>
      <Select isField label={words.forHowLong} value={days} onChange={setDays} options={LASTS} />
      {make.error && <ErrorState fault={make.error} />}
      <DialogFoot onClose={onClose}>
        <SubmitButton
          isPending={make.isPending}
          pending={words.making}
          why={scopes.length === 0 && words.chooseScope}
        >
          {words.makeIt}
        </SubmitButton>
      </DialogFoot>
    </form>
  );
}
