import { useState, type InputHTMLAttributes, type ReactNode } from "react";
import { words } from "../words/ui";
import { classes } from "./classes";
import { Labelled } from "./Labelled";
import { BOX } from "./popup";

interface FieldProps extends InputHTMLAttributes<HTMLInputElement> {
  label: string;
  /** What is wanted, under the box. */
  hint?: ReactNode;
}

/** One named box to write in. */
export function Field({ label, hint, className, ...rest }: FieldProps) {
  return (
    <Labelled label={label} hint={hint} className={className}>
      {(ids) => <input {...ids} className={BOX} {...rest} />}
    </Labelled>
  );
}

/** A password, hidden until its owner wants to see it. */
export function PasswordField({ label, hint, className, ...rest }: FieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <Labelled label={label} hint={hint} className={className}>
      {(ids) => (
        <div className="relative">
          <input {...ids} type={isShown ? "text" : "password"} className={classes(BOX, "pr-16")} {...rest} />
          <button
            type="button"
            aria-pressed={isShown}
            aria-label={words.showSecret(label)}
            onClick={() => setIsShown(!isShown)}
            className="absolute inset-y-1 right-1 rounded-md px-3 text-sm font-medium text-soft hover:text-ink"
          >
            {isShown ? words.hide : words.show}
          </button>
        </div>
      )}
    </Labelled>
  );
}
