import { Tabs as Base } from "@base-ui/react/tabs";
import { useLayoutEffect, useRef, type ReactNode } from "react";
import { classes } from "./classes";
import type { Icon } from "./icons";

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  icon?: Icon;
  count?: number;
}

interface TabsProps<Value extends string> {
  label: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** The panel of the chosen tab. */
  children: ReactNode;
}

/**
 * Parts of one subject, one in sight; the row scrolls where it is too narrow. A panel is nearly as high as the window
 * even while it has little to show, so that the row stays under the finger that chose.
 */
export function Tabs<Value extends string>({ label, tabs, value, onChange, children }: TabsProps<Value>) {
  const row = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>("[data-active]");
    if (row.current && chosen) row.current.scrollLeft = chosen.offsetLeft - row.current.clientWidth / 3;
  }, [value]);
  return (
    <Base.Root value={value} onValueChange={(next: Value) => onChange(next)}>
      <div ref={row} className="overflow-x-auto border-b border-line [scrollbar-width:none]">
        <Base.List aria-label={label} className="relative flex w-max min-w-full gap-1">
          {tabs.map((each) => (
            <Base.Tab
              key={each.value}
              value={each.value}
              className={classes(
                "flex min-h-10 items-center gap-2 whitespace-nowrap rounded-t-lg px-3 text-sm font-medium text-soft transition-colors",
                "hover:text-ink focus-visible:-outline-offset-2 data-active:text-accent-strong pointer-coarse:min-h-11",
              )}
            >
              {each.icon && <each.icon className="size-4" />}
              {each.label}
              {each.count !== undefined && (
                <span className="figures rounded-md bg-sunken px-1.5 text-xs text-soft">{each.count}</span>
              )}
            </Base.Tab>
          ))}
          <Base.Indicator className="absolute bottom-0 left-0 h-0.5 w-(--active-tab-width) translate-x-(--active-tab-left) rounded-full bg-accent transition-[translate,width] duration-(--motion) ease-calm" />
        </Base.List>
      </div>
      <Base.Panel value={value} className="min-h-[calc(100dvh-10rem)] pt-6 outline-none" tabIndex={-1}>
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
