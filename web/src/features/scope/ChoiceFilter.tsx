import { Popover } from "@base-ui/react/popover";
import { FilterFace, PANE, TRIGGER } from "./look";

interface ChoiceFilterProps<Value extends string> {
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  /** Whether it stands on something else than the page's own choice. */
  isSet: boolean;
  onChange: (value: Value) => void;
}

/** One choice of a few. */
export function ChoiceFilter<Value extends string>(props: ChoiceFilterProps<Value>) {
  const { name, options, value, isSet, onChange } = props;
  return (
    <Popover.Root>
      <Popover.Trigger className={TRIGGER} data-set={isSet || undefined}>
        <FilterFace name={name} said={options.find((each) => each.value === value)?.label ?? ""} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-50">
          <Popover.Popup className={PANE} aria-label={name}>
            <div className="flex flex-col">
              {options.map((each) => (
                <Popover.Close
                  key={each.value}
                  aria-current={each.value === value ? "true" : undefined}
                  onClick={() => onChange(each.value)}
                  className="min-h-9 rounded-md px-2 text-left text-sm hover:bg-sunken aria-[current]:bg-accent-wash aria-[current]:text-accent-strong pointer-coarse:min-h-11"
                >
                  {each.label}
                </Popover.Close>
              ))}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
