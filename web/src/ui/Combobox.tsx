import { Combobox as Base } from "@base-ui/react/combobox";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useImperativeHandle, useMemo, useRef, useState, type RefObject } from "react";
import { words } from "../words/ui";
import { classes } from "./classes";
import { Check, Chevron } from "./icons";
import { BOX, LINE, PANE, SMALL_BOX } from "./popup";
import { ErrorState } from "./states";

export interface Choice {
  value: string;
  label: string;
}

interface ChoosingProps {
  label: string;
  /** Undefined while they are on their way. */
  options: readonly Choice[] | undefined;
  fault?: unknown;
  /** What the button says while nothing is chosen. */
  none?: string;
  /** As wide and high as a field of a form. */
  isField?: boolean;
  /** When the list is first wanted. */
  onOpen?: () => void;
}

/** One of many names, found by typing a part of it. */
export function Combobox(props: ChoosingProps & { value: string; onChange: (value: string) => void }) {
  const { value, onChange, ...rest } = props;
  return (
    <Choosing
      {...rest}
      values={value ? [value] : []}
      onChange={(next) => onChange(next.at(-1) ?? "")}
      isSingle
    />
  );
}

interface MultiComboboxProps extends ChoosingProps {
  values: readonly string[];
  onChange: (values: readonly string[]) => void;
}

/** Some of many names, found by typing a part of each. */
export function MultiCombobox(props: MultiComboboxProps) {
  return <Choosing {...props} />;
}

function Choosing(props: MultiComboboxProps & { isSingle?: boolean }) {
  const { label, options, fault, none = words.any, values, onChange, isField, isSingle, onOpen } = props;
  const [isOpen, setOpen] = useState(false);
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const scroller = useRef<Virtualizer<HTMLDivElement, Element>>(null);
  const labels = useMemo(() => new Map(options?.map((each) => [each.value, each.label])), [options]);
  const all = useMemo(() => options?.map((each) => each.value) ?? [], [options]);
  const said =
    values.length === 0 ? none : values.length === 1 ? labelOf(values[0]!) : words.chosen(values.length);

  function labelOf(value: string): string {
    return labels.get(value) ?? value;
  }

  function change(next: readonly string[]) {
    onChange(next);
    if (isSingle) setOpen(false);
  }

  return (
    <Base.Root
      multiple
      virtualized
      items={all}
      value={[...values]}
      onValueChange={change}
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) onOpen?.();
      }}
      itemToStringLabel={labelOf}
      autoHighlight
      onItemHighlighted={(item, { reason, index }) => {
        if (item === undefined || reason === "pointer") return;
        queueMicrotask(() => scroller.current?.scrollToIndex(index));
      }}
    >
      <Base.Trigger
        aria-label={`${label}: ${said}`}
        className={classes(
          isField ? BOX : SMALL_BOX,
          "inline-flex items-center justify-between gap-2 text-left",
        )}
      >
        <span className={classes("truncate", values.length === 0 && "text-soft")}>{said}</span>
        <Chevron className="size-3.5 shrink-0 rotate-90 text-faint" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Base.Popup aria-label={label} className={classes(PANE, "w-80 p-2")}>
            <Base.Input placeholder={words.search} aria-label={words.search} className={BOX} />
            <Base.Empty className="px-3 text-sm text-soft not-empty:py-3">
              {fault ? <ErrorState fault={fault} /> : options ? words.nothingFound : words.loading}
            </Base.Empty>
            <Base.List
              ref={setFrame}
              className="mt-1 max-h-[min(20rem,50dvh)] overflow-y-auto overscroll-contain outline-none"
            >
              <List isOpen={isOpen} frame={frame} labelOf={labelOf} scroller={scroller} />
            </Base.List>
            {values.length > 0 && (
              <button
                type="button"
                aria-label={words.clearChosen(label)}
                onClick={() => change([])}
                className="mt-1 min-h-9 w-full rounded-lg text-sm font-medium text-soft hover:bg-sunken hover:text-ink pointer-coarse:min-h-11"
              >
                {words.clear}
              </button>
            )}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ListProps {
  /** What scrolls. */
  frame: HTMLDivElement | null;
  isOpen: boolean;
  labelOf: (value: string) => string;
  scroller: RefObject<Virtualizer<HTMLDivElement, Element> | null>;
}

/** The lines in sight alone are drawn, however many there are. */
function List({ isOpen, frame, labelOf, scroller }: ListProps) {
  const found = Base.useFilteredItems<string>();
  const isCoarse = matchMedia("(pointer: coarse)").matches;
  const lines = useVirtualizer({
    enabled: isOpen,
    count: found.length,
    getScrollElement: () => frame,
    estimateSize: () => (isCoarse ? 44 : 36),
    overscan: 12,
  });
  useImperativeHandle(scroller, () => lines);
  if (found.length === 0) return null;
  return (
    <div role="presentation" className="relative w-full" style={{ height: lines.getTotalSize() }}>
      {lines.getVirtualItems().map(({ index, key, start, size }) => {
        const value = found[index];
        if (value === undefined) return null;
        return (
          <Base.Item
            key={key}
            index={index}
            value={value}
            aria-setsize={found.length}
            aria-posinset={index + 1}
            className={classes(LINE, "absolute inset-x-0 top-0")}
            style={{ height: size, transform: `translateY(${start}px)` }}
          >
            <span className="grid size-4 shrink-0 place-items-center rounded border border-line-strong in-data-selected:border-accent in-data-selected:bg-accent">
              <Base.ItemIndicator>
                <Check className="size-3 text-on-accent" />
              </Base.ItemIndicator>
            </span>
            <span className="truncate" title={labelOf(value)}>
              {labelOf(value)}
            </span>
          </Base.Item>
        );
      })}
    </div>
  );
}
