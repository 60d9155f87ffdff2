import { useRef, type RefObject } from "react";
import type { ImportedFile } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Upload } from "../../ui/icons";
import { Segmented } from "../../ui/Segmented";
import { Skeleton } from "../../ui/states";
import { useUrlChoice } from "../../ui/urlState";
import { words as data } from "../../words/data";
import { DeliveryCard } from "./DeliveryCard";
import { chosenFiles } from "./dropped";
import { LastImports } from "./LastImports";
import type { Sending } from "./sending";

const words = data.bringIn;
const HOW = [
  { value: "check", label: words.check },
  { value: "now", label: words.atOnce },
] as const;

/** Whether files are checked first or stored at once; the address says it. */
export function useHow() {
  return useUrlChoice("how", ["check", "now"]);
}

interface BringInTabProps {
  sending: Sending;
  /** What came in before, the newest first. */
  imports: readonly ImportedFile[] | undefined;
  /** Whether that is still on its way. */
  isPending: boolean;
}

/** Where files come in, and what became of each. */
export function BringInTab({ sending, imports, isPending }: BringInTabProps) {
  const [how, setHow] = useHow();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const add = (list: FileList | null) => sending.add(chosenFiles(list), how === "check");

  return (
    <div className="flex flex-col gap-6">
      <section
        aria-label={words.region}
        className="rounded-card border border-dashed border-line-strong bg-surface px-5 py-6 sm:px-6"
      >
        <div className="flex flex-wrap items-center gap-4">
          <span className="grid size-11 shrink-0 place-items-center rounded-xl bg-accent-wash text-accent">
            <Upload className="size-5" />
          </span>
          <div className="min-w-52 flex-1">
            <h2 className="font-semibold">{words.title}</h2>
            <p className="text-sm text-soft">{words.hint}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            <Button look="primary" onClick={() => files.current?.click()}>
              {words.files}
            </Button>
            <Button onClick={() => folder.current?.click()}>{words.folder}</Button>
          </div>
          <Chooser input={files} label={words.input} onChosen={add} />
          <Chooser input={folder} label={words.folderInput} onChosen={add} isFolder />
        </div>
        <div className="mt-5 flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-line pt-4">
          <Segmented label={words.how} name="how" options={HOW} value={how} onChange={setHow} />
          <p className="min-w-52 flex-1 text-sm text-faint">
            {how === "check" ? words.checkHint : words.atOnceHint}
          </p>
        </div>
      </section>
      {[...sending.deliveries].reverse().map((each) => (
        <DeliveryCard key={each.id} delivery={each} sending={sending} />
      ))}
      {isPending && <Skeleton className="h-96 rounded-card" />}
      {imports && imports.length > 0 && <LastImports imports={imports} />}
      {imports?.length === 0 && sending.deliveries.length === 0 && (
        <p className="rounded-card border border-dashed border-line px-5 py-4 text-sm text-soft sm:px-6">
          {data.last.none}
        </p>
      )}
    </div>
  );
}

interface ChooserProps {
  input: RefObject<HTMLInputElement | null>;
  label: string;
  isFolder?: boolean;
  onChosen: (list: FileList | null) => void;
}

function Chooser({ input, label, isFolder, onChosen }: ChooserProps) {
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={label}
      {...(isFolder && { webkitdirectory: "" })}
      onChange={(event) => {
        onChosen(event.target.files);
        event.target.value = "";
      }}
    />
  );
}
