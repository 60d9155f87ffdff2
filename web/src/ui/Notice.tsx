import type { ReactNode } from "react";
import { Check } from "./icons";

/** Says that something was done. */
export function Notice({ children }: { children: ReactNode }) {
  return (
    <p
      role="status"
      className="flex items-start gap-2 rounded-xl bg-good-wash px-4 py-3 text-sm font-medium text-good"
    >
      <Check className="mt-0.5 size-4 shrink-0" />
      <span>{children}</span>
    </p>
  );
}
