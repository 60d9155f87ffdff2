import type { ComponentProps, MouseEvent } from "react";
import { classes } from "./classes";
import type { Icon } from "./icons";
import { Tooltip } from "./Tooltip";

const LOOKS = {
  primary: "bg-accent text-on-accent not-aria-disabled:hover:bg-accent-strong",
  quiet: "border border-line bg-surface text-ink not-aria-disabled:hover:border-line-strong",
  bare: "text-soft not-aria-disabled:hover:bg-sunken not-aria-disabled:hover:text-ink",
  danger: "border border-bad/50 bg-bad-wash text-bad not-aria-disabled:hover:border-bad",
} as const;

export type ButtonLook = keyof typeof LOOKS;

export interface ButtonProps extends Omit<ComponentProps<"button">, "disabled"> {
  look?: ButtonLook;
  icon?: Icon;
  /** Why it cannot be pressed now: it stays in reach, so that everybody can learn the reason. */
  why?: string | false | undefined;
}

/** A button of one height everywhere: 36 px, 44 px under a finger. */
export function Button({
  look = "quiet",
  icon: Mark,
  why,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const press = (event: MouseEvent<HTMLButtonElement>) => (why ? event.preventDefault() : onClick?.(event));
  const button = (
    <button
      type="button"
      aria-disabled={why ? true : undefined}
      aria-description={why || undefined}
      className={classes(buttonLook(look), className)}
      onClick={press}
      {...rest}
    >
      {Mark && <Mark className="size-4 shrink-0" />}
      {children}
    </button>
  );
  return why ? <Tooltip says={why}>{button}</Tooltip> : button;
}

/** The same look for a link that acts as a button. */
export function buttonLook(look: ButtonLook): string {
  return classes(
    "inline-flex min-h-9 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors",
    "aria-disabled:cursor-not-allowed aria-disabled:opacity-60 pointer-coarse:min-h-11",
    LOOKS[look],
  );
}

interface SubmitButtonProps extends ButtonProps {
  isPending: boolean;
  /** What it says while it is being done. */
  pending: string;
}

/** Sends its form, once at a time. */
export function SubmitButton({ isPending, pending, why, children, ...rest }: SubmitButtonProps) {
  return (
    <Button type="submit" look="primary" why={isPending ? pending : why} {...rest}>
      {isPending ? pending : children}
    </Button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "disabled" | "children" | "aria-label"> {
  icon: Icon;
  /** Its name, also shown as a tooltip. */
  label: string;
}

/** A square button with an icon alone. */
export function IconButton({ icon: Mark, label, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip says={label}>
      <button
        type="button"
        aria-label={label}
        className={classes(
          "grid size-9 shrink-0 place-items-center rounded-lg transition-colors pointer-coarse:size-11",
          LOOKS.bare,
          className,
        )}
        {...rest}
      >
        <Mark className="size-5" />
      </button>
    </Tooltip>
  );
}
