import { Toast as Base } from "@base-ui/react/toast";
import { words } from "../words/ui";
import { Check, Cross, Warning } from "./icons";

const manager = Base.createToastManager();

interface ToastOptions {
  tone?: "good" | "bad";
  /** Takes back what the words tell of. */
  onUndo?: () => void;
  /** Something else to do about it, such as to open what was made. */
  act?: { label: string; run: () => void };
}

/** Says in the corner what was just done; it leaves by itself, later where it can be undone. */
export function toast(text: string, { tone = "good", onUndo, act }: ToastOptions = {}): void {
  const action = onUndo ? { label: words.undo, run: onUndo } : act;
  const id = manager.add({
    title: text,
    type: tone,
    priority: tone === "bad" ? "high" : "low",
    timeout: action || tone === "bad" ? 10_000 : 5_000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id);
          action.run();
        },
      },
    }),
  });
}

/** Copies text and says so. */
export async function copyText(text: string, done: string = words.copied): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(done);
  } catch {
    toast(words.notCopied, { tone: "bad" });
  }
}

/** Where the toasts stand; once a page. */
export function Toasts() {
  return (
    <Base.Provider toastManager={manager} limit={3}>
      <Base.Portal>
        <Base.Viewport
          aria-label={words.notices}
          className="fixed inset-x-4 bottom-20 z-60 flex flex-col items-end gap-2 sm:left-auto sm:right-6 sm:w-96 lg:bottom-6"
        >
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

function List() {
  const { toasts } = Base.useToastManager();
  return toasts.map((each) => (
    <Base.Root
      key={each.id}
      toast={each}
      className="w-full rounded-xl border border-line bg-raised text-sm text-ink shadow-card transition-[opacity,translate] duration-(--motion) ease-calm data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex min-h-12 items-center gap-2.5 py-1.5 pl-4 pr-1.5">
        {each.type === "bad" ? (
          <Warning className="size-4 shrink-0 text-bad" />
        ) : (
          <Check className="size-4 shrink-0 text-good" />
        )}
        <Base.Title className="min-w-0 flex-1 break-words font-medium" />
        {each.actionProps && (
          <Base.Action className="min-h-9 rounded-lg px-3 font-medium text-accent-strong hover:bg-sunken pointer-coarse:min-h-11" />
        )}
        <Base.Close
          aria-label={words.dismiss}
          className="grid size-9 place-items-center rounded-lg text-faint hover:bg-sunken hover:text-ink pointer-coarse:size-11"
        >
          <Cross className="size-4" />
        </Base.Close>
      </Base.Content>
    </Base.Root>
  ));
}
