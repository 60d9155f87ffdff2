interface SelectProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What the empty choice says; left out where one value is always chosen. */
  all?: string;
  options: readonly (string | { value: string; label: string })[];
}

/** The platform's own list of choices; the label is spoken, the chosen word is seen. */
export function Select({ label, value, onChange, all, options }: SelectProps) {
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      className="min-h-9 min-w-0 max-w-full rounded-lg border border-line-strong bg-surface px-2.5 text-sm text-ink hover:border-ink pointer-coarse:min-h-11"
    >
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
