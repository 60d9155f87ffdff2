/** How each part of a sheet looks; the words beside the colours say the same. */
import type { SheetView } from "../../client/imports";

export type Part = Exclude<SheetView["parts"][number][number], "">;

export const PARTS: readonly { part: Part; look: string }[] = [
  { part: "fact", look: "bg-good-wash" },
  { part: "total", look: "bg-accent-wash font-semibold" },
  { part: "heading", look: "bg-sunken font-semibold" },
  { part: "label", look: "bg-sunken" },
  {
    part: "ignored",
    look: "bg-[repeating-linear-gradient(45deg,var(--line)_0_1px,transparent_1px_6px)] text-faint",
  },
];

export const LOOKS = Object.fromEntries(PARTS.map(({ part, look }) => [part, look])) as Readonly<
  Record<Part, string>
>;
