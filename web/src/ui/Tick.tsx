interface TickProps {
  label: string;
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}

/** One thing that is so or not. */
export function Tick({ label, isOn, onChange }: TickProps) {
  return (
    <label className="flex min-h-9 items-center gap-3 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        className="size-5 shrink-0 accent-accent"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
