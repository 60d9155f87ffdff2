import { IconButton } from "../../ui/Button";
import { monthBy, monthName } from "../../ui/dates";
import { Chevron, type Icon } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { wetStock as words } from "../../words/wetStock";
import { monthsTo } from "./useMonth";

const Back: Icon = ({ className }) => <Chevron className={`${className ?? ""} rotate-180`} />;

interface MonthPickerProps {
  /** The month that is shown, such as `2024-03`. */
  month: string;
  onChange: (month: string) => void;
}

/** A month of the last years: one step, or straight to it. */
export function MonthPicker({ month, onChange }: MonthPickerProps) {
  const now = new Date().toISOString().slice(0, 7);
  const listed = monthsTo(now);
  const months = listed.includes(month) ? listed : [...listed, month];
  return (
    <div className="flex items-center gap-1">
      <IconButton icon={Back} label={words.before} onClick={() => onChange(monthBy(month, -1))} />
      <Select
        label={words.month}
        options={months.map((value) => ({ value, label: monthName(value) }))}
        value={month}
        onChange={onChange}
      />
      {month < now && (
        <IconButton icon={Chevron} label={words.after} onClick={() => onChange(monthBy(month, 1))} />
      )}
    </div>
  );
}
