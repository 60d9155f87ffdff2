import type { ReactNode } from "react";
import { IconButton } from "../../ui/Button";
import { dayName } from "../../ui/dates";
import { Chevron } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { prices as words } from "../../words/prices";
import { fuelName } from "./fuels";
import type { FuelInUse } from "./useFuel";

export function FuelPicker({ use }: { use: FuelInUse }) {
  return (
    <Beside label={words.fuel}>
      <Select
        label={words.fuel}
        value={use.fuel?.code ?? ""}
        onChange={use.choose}
        options={use.fuels.map((each) => ({ value: each.code, label: fuelName(each) }))}
      />
    </Beside>
  );
}

interface DayPickerProps {
  label: string;
  /** In order. */
  days: readonly string[];
  day: string;
  onChange: (day: string) => void;
}

/** One of the days that have something to show, and steps to the ones beside it. */
export function DayPicker({ label, days, day, onChange }: DayPickerProps) {
  const at = days.indexOf(day);
  const step = (by: number) => {
    const next = days[at + by];
    if (next) onChange(next);
  };
  return (
    <Beside label={label}>
      <IconButton icon={Back} label={words.day.before} aria-disabled={at <= 0} onClick={() => step(-1)} />
      <Select
        label={label}
        value={day}
        onChange={onChange}
        options={[...days].reverse().map((each) => ({ value: each, label: dayName(each) }))}
      />
      <IconButton
        icon={Chevron}
        label={words.day.after}
        aria-disabled={at < 0 || at >= days.length - 1}
        onClick={() => step(1)}
      />
    </Beside>
  );
}

function Back({ className = "" }: { className?: string }) {
  return <Chevron className={`${className} rotate-180`} />;
}

/** A control with its name beside it. */
export function Beside({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 max-w-full flex-wrap items-center gap-1.5">
      <span aria-hidden="true" className="text-sm text-faint">
        {label}
      </span>
      {children}
    </div>
  );
}
