import { Labelled } from "./Labelled";
import { BOX, SMALL_BOX } from "./popup";

interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the empty choice says; left out where one value is always chosen. */
  all?: string;
  options: readonly (string | { value: string; label: string })[];
  /** In a form: its label stands over it. */
  isField?: boolean;
  hint?: string;
}

/** The browser's own list of a few choices; in a row of controls the label is spoken and the chosen word is seen. */
export function Select({ label, isField, hint, ...rest }: SelectProps) {
  if (!isField) return <Choices {...rest} aria-label={label} className={SMALL_BOX} />;
  return (
    <Labelled label={label} hint={hint}>
      {(ids) => <Choices {...rest} {...ids} className={BOX} />}
    </Labelled>
  );
}

interface ChoicesProps extends Omit<SelectProps, "label" | "isField" | "hint"> {
  className: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
}

function Choices({ value, onChange, all, options, ...rest }: ChoicesProps) {
  return (
    <select value={value} onChange={(event) => onChange(event.target.value)} {...rest}>
      {all && <option value="">{all}</option>}
      {options.map((each) => {
        const option = typeof each === "string" ? { value: each, label: each } : each;
        return (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        );
      })}
    </select>
  );
}
