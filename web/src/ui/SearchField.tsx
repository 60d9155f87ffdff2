import { useEffect, useState } from "react";
import { SMALL_BOX } from "./popup";

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
      className={SMALL_BOX}
    />
  );
}
