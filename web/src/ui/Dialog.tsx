import { Dialog as Base } from "@base-ui/react/dialog";
import { useState, type ReactNode } from "react";
import { words } from "../words/ui";
import { Button, type ButtonLook } from "./Button";
import { classes } from "./classes";
import { Cross, type Icon } from "./icons";

const SHAPES = {
  /** A question. */
  narrow: "inset-0 m-auto h-fit w-[min(28rem,calc(100vw-2rem))] rounded-card",
  /** Room for tables. */
  wide: "inset-0 m-auto h-fit w-[min(60rem,calc(100vw-2rem))] rounded-card",
  /** A drawer at the right, on a phone a sheet at the foot. */
  sheet: classes(
    "inset-x-0 bottom-0 rounded-t-card pb-[calc(1.25rem+env(safe-area-inset-bottom))]",
    "data-starting-style:translate-y-6 sm:inset-y-0 sm:left-auto sm:max-h-none sm:w-104 sm:rounded-none sm:data-starting-style:translate-x-6 sm:data-starting-style:translate-y-0",
  ),
} as const;

export interface DialogProps {
  isOpen: boolean;
  title: string;
  shape?: keyof typeof SHAPES;
  onClose: () => void;
  children: ReactNode;
}

/** What must be answered or closed first; it keeps the focus inside, Escape closes it, and the focus returns. */
export function Dialog({ isOpen, title, shape = "narrow", onClose, children }: DialogProps) {
  return (
    <Base.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-(--motion) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          className={classes(
            "fixed z-40 max-h-[calc(100dvh-2rem)] overflow-y-auto overflow-x-hidden border border-line bg-raised p-5 text-left text-ink shadow-card outline-none sm:p-6",
            "transition-[opacity,translate] duration-(--motion) ease-calm data-ending-style:opacity-0 data-starting-style:opacity-0",
            SHAPES[shape],
          )}
        >
          <div className="mb-3 flex items-start justify-between gap-3">
            <Base.Title className="min-w-0 break-words text-lg font-semibold tracking-tight">
              {title}
            </Base.Title>
            <Base.Close
              aria-label={words.close}
              className="-mr-2 -mt-1 grid size-9 shrink-0 place-items-center rounded-lg text-faint hover:bg-sunken hover:text-ink pointer-coarse:size-11"
            >
              <Cross className="size-4.5" />
            </Base.Close>
          </div>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

interface DialogButtonProps {
  /** What the button says. */
  label: string;
  /** What it is called, where the words alone do not say what it is about. */
  name?: string;
  look?: ButtonLook;
  icon?: Icon;
  why?: string | false | undefined;
  title: string;
  shape?: keyof typeof SHAPES;
  children: (close: () => void) => ReactNode;
}

/** A button and the dialog behind it; what stands in it starts anew each time. */
export function DialogButton({ label, name, look, icon, why, title, shape, children }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        {...(look && { look })}
        {...(icon && { icon })}
        why={why}
        aria-label={name}
        onClick={() => setOpen(true)}
      >
        {label}
      </Button>
      <Dialog isOpen={isOpen} title={title} onClose={close} {...(shape && { shape })}>
        {children(close)}
      </Dialog>
    </>
  );
}

/** The answers at the foot of a dialog, the one that closes it first. */
export function DialogFoot({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  return (
    <div className="mt-2 flex flex-wrap justify-end gap-3">
      <Button onClick={onClose}>{words.cancel}</Button>
      {children}
    </div>
  );
}
