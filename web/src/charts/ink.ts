/** The colours of axes, words and marks, as values that a canvas can draw. */
import { shownColour } from "./palette";

const NAMES = {
  ink: "--ink",
  soft: "--ink-soft",
  faint: "--ink-faint",
  line: "--line",
  strong: "--line-strong",
  surface: "--surface",
  sunken: "--surface-sunken",
  accent: "--accent",
  good: "--good",
  caution: "--caution",
  others: "--product-others",
} as const;

export interface Ink extends Readonly<Record<keyof typeof NAMES, string>> {
  /** The value of any token's variable. */
  of: (variable: string) => string;
}

/** The ink of the theme that is shown now. */
export function shownInk(): Ink {
  const named = Object.entries(NAMES).map(([name, variable]) => [name, shownColour(variable)]);
  return { ...(Object.fromEntries(named) as Record<keyof typeof NAMES, string>), of: shownColour };
}
