import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";

interface TooltipProps {
  /** The words; never the only name of what they are about. */
  says: ReactNode;
  /** What the pointer or the focus rests on. */
  children: ReactElement<Record<string, unknown>>;
}

/** A few words beside what the pointer or the focus rests on. */
export function Tooltip({ says, children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger delay={300} render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-60">
          <Base.Popup className="max-w-72 rounded-lg border border-line bg-raised px-2.5 py-1.5 text-xs text-ink shadow-card">
            {says}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
