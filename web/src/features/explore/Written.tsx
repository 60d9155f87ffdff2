import { classes } from "../../ui/classes";
import { SMALL_BOX } from "../../ui/popup";

interface WrittenProps {
  label: string;
  /** How it is written. */
  placeholder: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

/** A box that is asked once it is left or Enter is pressed, not at each letter. */
export function Written({ label, placeholder, value, onChange, className }: WrittenProps) {
  const say = (text: string) => text !== value && onChange(text);
  return (
    <input
      key={value}
      aria-label={label}
      placeholder={placeholder}
      defaultValue={value}
      onBlur={(event) => say(event.target.value.trim())}
      onKeyDown={(event) => event.key === "Enter" && say(event.currentTarget.value.trim())}
      className={classes(SMALL_BOX, className)}
    />
  );
}
