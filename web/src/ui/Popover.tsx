import { Popover as Base } from "@base-ui/react/popover";
import { useState, type ReactElement, type ReactNode } from "react";
import { classes } from "./classes";
import { PANE } from "./popup";

interface PopoverProps {
  /** What opens it: a `Button`. */
  button: ReactElement<Record<string, unknown>>;
  /** What the pane is called. */
  label: string;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A pane beside its button; Escape or a press elsewhere closes it, and the focus returns. */
export function Popover({ button, label, align = "start", className, children }: PopoverProps) {
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Base.Root open={isOpen} onOpenChange={setOpen}>
      <Base.Trigger render={button} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={12} className="z-50">
          <Base.Popup aria-label={label} className={classes(PANE, "p-3", className)}>
            {typeof children === "function" ? children(close) : children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
