import { Dialog } from "../../ui/Dialog";
import { alarms } from "../../words/alarms";

const words = alarms.keyHelp;

/** Which key does what in the list of alarms. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog isOpen title={words.title} onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-5 gap-y-3 text-sm">
        {words.keys.map(([key, does]) => (
          <div key={key} className="contents">
            <dt>
              <kbd className="inline-block min-w-8 rounded-md border border-line-strong bg-sunken px-2 py-1 text-center font-mono text-xs">
                {key}
              </kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
