import { Popover } from "@base-ui/react/popover";
import { dayName } from "../../ui/dates";
import { scopeWords as words } from "../../words/scope";
import { FilterFace, PANE, TRIGGER } from "./look";
import { useScope } from "./useScope";

/** The day as of which the figures were known, so that a past report can be seen as it was. */
export function AsOfFilter() {
  const { asOf, set } = useScope();
  return <AsOfChoice asOf={asOf} onChange={(day) => set({ asOf: day })} />;
}

interface AsOfChoiceProps {
  /** Empty for all that is known. */
  asOf: string;
  onChange: (day: string) => void;
}

/** The same choice, held by whoever shows it. */
export function AsOfChoice({ asOf, onChange }: AsOfChoiceProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className={TRIGGER} data-set={asOf ? true : undefined}>
        <FilterFace name={words.parts.asOf} said={asOf ? dayName(asOf) : words.asOfNow} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-50">
          <Popover.Popup className={PANE} aria-label={words.parts.asOf}>
            <p className="px-2 pt-1 text-sm text-soft">{words.asOfHint}</p>
            <div className="flex items-center gap-2 px-2 pb-1 pt-3">
              <input
                type="date"
                aria-label={words.parts.asOf}
                defaultValue={asOf}
                onChange={(event) => event.target.validity.valid && onChange(event.target.value)}
                className="min-h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface px-3 text-sm pointer-coarse:min-h-11"
              />
              {asOf && (
                <Popover.Close
                  onClick={() => onChange("")}
                  className="min-h-9 rounded-lg px-2 text-sm font-medium text-accent-strong hover:bg-sunken pointer-coarse:min-h-11"
                >
                  {words.asOfNow}
                </Popover.Close>
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
