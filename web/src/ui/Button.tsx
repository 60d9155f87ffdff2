import type { ButtonHTMLAttributes } from "react";
import { classes } from "./classes";
import type { Icon } from "./icons";

const LOOKS = {
  primary: "bg-accent text-on-accent hover:bg-accent-strong",
  quiet: "border border-line bg-surface text-ink hover:border-line-strong",
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  icon?: Icon;
}

/** A button of one height everywhere: 36 px, 44 px under a finger. */
export function Button({ look = "quiet", icon: Mark, className, children, ...rest }: ButtonProps) {
  return (
    <button type="button" className={classes(buttonLook(look), className)} {...rest}>
      {Mark && <Mark className="size-4" />}
      {children}
    </button>
  );
}

/** The same look for a link that acts as a button. */
export function buttonLook(look: keyof typeof LOOKS): string {
  return classes(
    "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors",
    "disabled:opacity-60 pointer-coarse:min-h-11",
    LOOKS[look],
  );
}
