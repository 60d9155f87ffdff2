import { useEffect, useId, useRef, useState, type ReactNode } from "react";
import { classes } from "./classes";

interface DisclosureProps {
  /** What the button shows and is called. */
  face: ReactNode;
  buttonClassName: string;
  /** Where the pane stands, relative to the button. */
  paneClassName: string;
  children: (close: () => void) => ReactNode;
}

/** A button that opens a pane beside it; Escape, a click elsewhere, or leaving it by keyboard closes it again. */
export function Disclosure({ face, buttonClassName, paneClassName, children }: DisclosureProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: Event) => {
      if (!whole.current?.contains(event.target as Node)) setIsOpen(false);
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setIsOpen(false);
      button.current?.focus();
    };
    document.addEventListener("pointerdown", leave);
    document.addEventListener("focusin", leave);
    document.addEventListener("keydown", escape);
    return () => {
      document.removeEventListener("pointerdown", leave);
      document.removeEventListener("focusin", leave);
      document.removeEventListener("keydown", escape);
    };
  }, [isOpen]);

  return (
    <div ref={whole} className="relative">
      <button
        ref={button}
        type="button"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
        className={buttonClassName}
      >
        {face}
      </button>
      <div
        id={id}
        hidden={!isOpen}
        className={classes(
          "absolute z-40 rounded-card border border-line bg-raised p-2 shadow-card",
          paneClassName,
        )}
      >
        {isOpen && children(() => setIsOpen(false))}
      </div>
    </div>
  );
}
