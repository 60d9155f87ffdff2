import { Combobox } from "@base-ui/react/combobox";
import { useMemo, useState } from "react";
import { Check } from "../../ui/icons";
import { scopeWords as words } from "../../words/scope";
import {
  afterPress,
  hasWhole,
  isMeant,
  shownAsChosen,
  wholeOf,
  type Choice,
  type ChoiceGroup,
} from "./choices";
import { FilterFace, PANE, TRIGGER } from "./look";

interface ValuesFilterProps {
  name: string;
  search: string;
  /** Undefined while they are on their way. */
  groups: readonly ChoiceGroup[] | undefined;
  fault?: unknown;
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
  onOpen: () => void;
}

/** Some values of a dimension, found by name; a group of them at once where there are groups. */
export function ValuesFilter({ name, search, groups, fault, values, onChange, onOpen }: ValuesFilterProps) {
  const [typed, setTyped] = useState("");
  const held = groups ?? [];
  const items = useMemo(() => (groups ?? []).map((each) => ({ ...each, items: entries(each) })), [groups]);
  const known = useMemo(
    () => new Map(items.flatMap((each) => each.items.map((entry) => [entry.value, entry]))),
    [items],
  );
  const labelOf = (value: string) => known.get(value)?.label ?? value;
  const shown = items.map((each) => ({ ...each, items: each.items.map((entry) => entry.value) }));
  return (
    <Combobox.Root
      multiple
      items={shown}
      value={shownAsChosen(held, values)}
      onValueChange={(next: string[]) => onChange(afterPress(held, values, next))}
      onOpenChange={(isOpen) => isOpen && onOpen()}
      inputValue={typed}
      onInputValueChange={setTyped}
      itemToStringLabel={labelOf}
      filter={(value: string, text) => isMeant(known.get(value) ?? { value, label: value }, text)}
      autoHighlight
    >
      <Combobox.Trigger
        aria-label={words.valuesOf(name, values.length)}
        className={TRIGGER}
        data-set={values.length > 0 || undefined}
      >
        <FilterFace name={name} count={values.length} />
      </Combobox.Trigger>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={6} align="start" className="z-50">
          <Combobox.Popup className={PANE} aria-label={name}>
            <Combobox.Input
              placeholder={search}
              aria-label={search}
              className="min-h-10 w-full rounded-lg border border-line-strong bg-surface px-3 text-sm placeholder:text-faint pointer-coarse:min-h-11"
            />
            <Combobox.Empty className="px-2 text-sm text-soft not-empty:py-3">
              {fault
                ? words.notLoaded
                : groups
                  ? typed
                    ? words.nothingLike(typed)
                    : words.nothingHeld
                  : null}
            </Combobox.Empty>
            <Combobox.List className="mt-1 max-h-[min(22rem,60dvh)] overflow-y-auto overscroll-contain">
              {(group: (typeof shown)[number]) => (
                <Combobox.Group key={group.name} items={group.items}>
                  {group.name && (
                    <Combobox.GroupLabel className="px-2 pb-1 pt-3 text-xs font-medium text-faint">
                      {group.label}
                    </Combobox.GroupLabel>
                  )}
                  <Combobox.Collection>
                    {(value: string) => <Entry key={value} value={value} label={labelOf(value)} />}
                  </Combobox.Collection>
                </Combobox.Group>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}

function Entry({ value, label }: { value: string; label: string }) {
  return (
    <Combobox.Item
      value={value}
      className="flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-md px-2 text-sm outline-none data-highlighted:bg-sunken pointer-coarse:min-h-11"
    >
      <span className="grid size-4 shrink-0 place-items-center rounded border border-line-strong in-data-selected:border-accent in-data-selected:bg-accent">
        <Combobox.ItemIndicator>
          <Check className="size-3 text-on-accent" />
        </Combobox.ItemIndicator>
      </span>
      <span className="min-w-0 break-words">{label}</span>
    </Combobox.Item>
  );
}

function entries(group: ChoiceGroup): Choice[] {
  const whole = { value: wholeOf(group), label: words.wholeGroup(group.label) };
  return hasWhole(group) ? [...group.choices, whole] : [...group.choices];
}
