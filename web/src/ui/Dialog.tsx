import { useId, type ReactNode, type Ref } from "react";
import { classes } from "./classes";

interface DialogProps {
  ref: Ref<HTMLDialogElement>;
  title: string;
  /** Room for tables instead of a question. */
  isWide?: boolean;
  onClose?: () => void;
  children: ReactNode;
}

/** What must be answered or closed first; the browser's own dialog keeps the focus inside and Escape closes it. */
export function Dialog({ ref, title, isWide, onClose, children }: DialogProps) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onClose={onClose}
      className={classes(
        "m-auto whitespace-normal text-left max-h-[calc(100dvh-2rem)] overflow-x-hidden rounded-card border border-line bg-surface p-5 text-ink shadow-card backdrop:bg-black/60 sm:p-6",
        isWide ? "w-[min(56rem,calc(100vw-2rem))]" : "w-[min(28rem,calc(100vw-2rem))]",
      )}
    >
      <h2 id={id} className="mb-2 break-words text-lg font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
