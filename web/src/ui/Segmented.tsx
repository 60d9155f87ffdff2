import { useId } from "react";
import { classes } from "./classes";
import type { Icon } from "./icons";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  icon?: Icon;
}

interface SegmentedProps<Value extends string> {
  label: string;
  name: string;
  options: readonly Option<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** Shows the icons alone; the words stay for screen readers and as tooltips. */
  iconsOnly?: boolean;
}

/** One choice of a few, all in sight: radio buttons underneath, so arrow keys move and screen readers count. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const id = useId();
  return (
    <fieldset className="inline-flex w-fit max-w-full flex-wrap rounded-lg border border-line bg-sunken p-0.5">
      <legend className="sr-only">{props.label}</legend>
      {props.options.map(({ value, label, icon: Mark }) => (
        <label
          key={value}
          title={props.iconsOnly ? label : undefined}
          className={classes(
            "flex min-h-8 cursor-pointer items-center gap-1.5 rounded-md text-sm font-medium transition-colors pointer-coarse:min-h-11",
            "has-focus-visible:outline-2 has-focus-visible:outline-offset-1 has-focus-visible:outline-accent",
            props.iconsOnly ? "px-2 pointer-coarse:px-3" : "px-3",
            value === props.value
              ? "bg-raised text-ink shadow-sm ring-1 ring-line-strong"
              : "text-soft hover:text-ink",
          )}
        >
          <input
            type="radio"
            name={`${props.name}-${id}`}
            value={value}
            checked={value === props.value}
            onChange={() => props.onChange(value)}
            className="sr-only"
          />
          {Mark && <Mark className="size-4" />}
          <span className={props.iconsOnly ? "sr-only" : undefined}>{label}</span>
        </label>
      ))}
    </fieldset>
  );
}
