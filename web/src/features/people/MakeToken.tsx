import { useRef, useState, type FormEvent } from "react";
import { flushSync } from "react-dom";
import { useMakeToken } from "../../client/accounts";
import type { Right } from "../../client/contract";
import { useSession } from "../../client/queries";
import { Button } from "../../ui/Button";
import { CopyField } from "../../ui/CopyField";
import { Dialog } from "../../ui/Dialog";
import { Field } from "../../ui/Field";
import { ErrorState } from "../../ui/states";
import { Select } from "../../ui/Select";
import { RIGHT_NAMES } from "../account/words";

const LASTS = [
  { value: "7", label: "A week" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "A year" },
] as const;

/** Makes a key for a program; it is shown once. */
export function MakeToken() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  function open() {
    flushSync(() => setIsOpen(true));
    dialog.current?.showModal();
  }
  return (
    <>
      <Button onClick={open}>Make a token</Button>
      <Dialog ref={dialog} title="Make a token" onClose={() => setIsOpen(false)}>
        {isOpen && <Make onClose={() => dialog.current?.close()} />}
      </Dialog>
    </>
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
          Copy it now: it is not shown again. A program sends it as{" "}
          <code className="font-mono">Authorization: Bearer …</code>
        </p>
        <CopyField label="Token" value={make.data.token} />
        <Button className="self-end" onClick={onClose}>
          Done
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={send} className="mt-3 flex flex-col gap-4">
      <Field
        label="What it is for"
        required
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">It may</legend>
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
              {RIGHT_NAMES[right]}
            </label>
          ))}
        </div>
      </fieldset>
      <div>
        <p className="mb-1.5 text-sm font-medium">For how long</p>
        <Select label="For how long" value={days} onChange={setDays} options={LASTS} />
      </div>
      {make.error && <ErrorState fault={make.error} />}
      <div className="mt-2 flex flex-wrap justify-end gap-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look="primary"
          disabled={scopes.length === 0}
          title={scopes.length === 0 ? "Choose what it may do" : undefined}
        >
          Make it
        </Button>
      </div>
    </form>
  );
}
