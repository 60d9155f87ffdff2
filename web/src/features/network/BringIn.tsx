import { useRef, useState } from "react";
import { useBringIn, type CellFault, type ImportedNetwork } from "../../client/network";
import { useMay } from "../../client/may";
import { Button, type ButtonLook } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Upload } from "../../ui/icons";
import { ErrorState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { toast } from "../../ui/Toasts";
import { network } from "../../words/network";

const words = network.bringIn;

/** Brings a network in from a file: what would come of it is said first, then somebody decides. */
export function BringInButton({ look }: { look?: ButtonLook }) {
  const mayChange = useMay("operate");
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={Upload}
        why={!mayChange && words.mayNot}
        onClick={() => setOpen(true)}
        {...(look && { look })}
      >
        {words.button}
      </Button>
      {isOpen && <BringInDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function BringInDialog({ onClose }: { onClose: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const check = useBringIn();
  const take = useBringIn();
  const look = (chosen: File | undefined) => {
    if (!chosen) return;
    setFile(chosen);
    take.reset();
    check.mutate({ file: chosen, isCheck: true });
  };
  const finish = (file: File) =>
    take.mutate(
      { file, isCheck: false },
      {
        onSuccess: ({ version }) => {
          toast(words.done(version));
          onClose();
        },
      },
    );
  const fault = check.error ?? take.error;
  const isReady = check.data && check.data.faults.length === 0 && check.data.changes.length > 0;
  return (
    <Dialog isOpen shape="wide" title={words.title} onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-soft">{words.intro}</p>
        <div aria-live="polite" className="flex flex-col gap-4 empty:hidden">
          {check.isPending && file && <p className="text-sm">{words.checking(file.name)}</p>}
          {take.isPending && <p className="text-sm">{words.taking}</p>}
          {fault && <ErrorState fault={fault} />}
          {check.data && <Outcome outcome={check.data} name={file?.name ?? ""} />}
        </div>
        <div className="flex flex-wrap gap-3">
          {file && isReady && (
            <Button look="primary" why={take.isPending && words.taking} onClick={() => finish(file)}>
              {words.take}
            </Button>
          )}
          <Button look={isReady ? "quiet" : "primary"} onClick={() => input.current?.click()}>
            {file ? words.another : words.choose}
          </Button>
        </div>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={words.input}
          accept=".xlsx,.xlsm,.zip,.csv,.json"
          onChange={(event) => {
            look(event.target.files?.[0]);
            event.target.value = "";
          }}
        />
      </div>
    </Dialog>
  );
}

const COLUMNS: readonly Column<CellFault>[] = [
  { name: words.where, cell: (each) => words.place(each.sheet, each.row, each.column) },
  { name: words.what, cell: (each) => each.what },
  { name: words.cure, cell: (each) => each.fix },
];

/** Every cell that cannot be used, or what would become of the network. */
function Outcome({ outcome, name }: { outcome: ImportedNetwork; name: string }) {
  const { faults, counts } = outcome;
  if (faults.length > 0)
    return (
      <section aria-label={words.faultsTable}>
        <p className="mb-2 text-sm font-medium text-bad">{words.faults(faults.length, name)}</p>
        <Table
          caption={words.faultsTable}
          columns={COLUMNS}
          rows={faults}
          rowKey={(each) => `${each.sheet}/${each.row}/${each.column}/${each.what}`}
          stacks
          isTall
        />
      </section>
    );
  const changes = Object.entries(counts);
  return (
    <section aria-label={words.changes} className="rounded-xl bg-sunken/60 p-4 text-sm">
      <h3 className="font-semibold">{words.changesOf(name)}</h3>
      {changes.length === 0 ? (
        <p className="mt-1 text-soft">{words.none}</p>
      ) : (
        <ul className="figures mt-1 grid gap-x-6 text-soft sm:grid-cols-2">
          {changes.map(([what, count]) => (
            <li key={what}>{words.count(count, what)}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
