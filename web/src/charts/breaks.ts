/** Where a definition changed, out of what the answer says of it. */
import { readable } from "../client/labels";
import type { Break } from "./drawn";

/** The platform's sentence names what was inside what, and until when. */
const CHANGED = /^\w+ was inside \w+ before (\d{4}-\d{2}-\d{2})\b/;

export function breaksOf(warnings: readonly string[]): Break[] {
  return warnings.flatMap((text) => {
    const at = CHANGED.exec(text)?.[1];
    return at ? [{ at, text: readable(text) }] : [];
  });
}
