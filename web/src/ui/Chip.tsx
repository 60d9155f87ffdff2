import type { ReactNode } from "react";
import { words } from "../words/ui";
import { Cross } from "./icons";

interface ChipProps {
  /** What it is called; also what removing it is called by. */
  label: string;
  onRemove?: () => void;
  /** Stands before the label: a colour, an icon. */
  mark?: ReactNode;
}

/** Something chosen, which one press takes back. */
export function Chip({ label, onRemove, mark }: ChipProps) {
  const look =
    "inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full bg-accent-wash py-0.5 text-sm text-accent-strong";
  const face = (
    <>
      {mark}
      <span className="truncate">{label}</span>
    </>
  );
  if (!onRemove) return <span className={`${look} px-3`}>{face}</span>;
  return (
    <button
      type="button"
      aria-label={words.remove(label)}
      onClick={onRemove}
      className={`${look} pl-3 pr-2 hover:bg-sunken pointer-coarse:min-h-11`}
    >
      {face}
      <Cross className="size-3.5 shrink-0" />
    </button>
  );
}
