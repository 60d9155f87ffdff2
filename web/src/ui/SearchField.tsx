import { useEffect, useState } from "react";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** Text to look for; tells of a change once the typing rests. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => {
    if (typed === value) return;
    const rest = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(rest);
  }, [typed, value, onChange]);
  return (
    <input
      type="search"
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      className="min-h-9 min-w-0 rounded-lg border border-line-strong bg-surface px-3 text-sm placeholder:text-faint hover:border-ink pointer-coarse:min-h-11"
    />
  );
}
