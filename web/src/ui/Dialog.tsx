import { useId, type ReactNode, type Ref } from "react";

/** A question that must be answered first; the browser's own dialog keeps the focus inside and Escape closes it. */
export function Dialog({
  ref,
  title,
  children,
}: {
  ref: Ref<HTMLDialogElement>;
  title: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className="m-auto w-[min(28rem,calc(100vw-2rem))] rounded-card border border-line bg-raised p-6 text-ink shadow-card backdrop:bg-black/60"
    >
      <h2 id={id} className="mb-2 text-lg font-semibold tracking-tight">
        {title}
      </h2>
      {children}
    </dialog>
  );
}
