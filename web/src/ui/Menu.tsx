import { Menu as Base } from "@base-ui/react/menu";
import { Fragment, type ReactElement } from "react";
import { Link } from "wouter";
import { classes } from "./classes";
import { Check, type Icon } from "./icons";
import { LINE, PANE } from "./popup";

export interface MenuItem {
  label: string;
  icon?: Icon;
  /** Where it leads, or else what it does. */
  href?: string;
  onSelect?: () => void;
  isDangerous?: boolean;
  /** Whether it is on, where it is something that can be. */
  isOn?: boolean;
  /** Why it cannot be chosen now. */
  why?: string | false | undefined;
}

interface MenuProps {
  button: ReactElement<Record<string, unknown>>;
  label: string;
  /** Groups of items, a line between them. */
  groups: readonly (readonly MenuItem[])[];
  align?: "start" | "end";
}

/** Things to do, behind one button; arrows and first letters move in it. */
export function Menu({ button, label, groups, align = "end" }: MenuProps) {
  return (
    <Base.Root>
      <Base.Trigger render={button} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} align={align} collisionPadding={12} className="z-50 outline-none">
          <Base.Popup
            aria-label={label}
            className={classes(PANE, "max-h-(--available-height) min-w-48 overflow-y-auto p-1.5")}
          >
            {groups.map((items, at) => (
              <Fragment key={at}>
                {at > 0 && <Base.Separator className="mx-1 my-1.5 h-px bg-line" />}
                {items.map((each) => (
                  <Entry key={each.label} item={each} />
                ))}
              </Fragment>
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entry({ item }: { item: MenuItem }) {
  const Mark = item.isOn ? Check : item.icon;
  const face = (
    <>
      {Mark ? (
        <Mark className={classes("size-4 shrink-0", item.isOn ? "text-accent" : "text-soft")} />
      ) : (
        item.isOn !== undefined && <span className="size-4" />
      )}
      <span className="min-w-0">
        {item.label}
        {item.why && <span className="block text-xs text-faint">{item.why}</span>}
      </span>
    </>
  );
  const look = classes(LINE, item.why ? "py-1.5" : undefined, item.isDangerous && "text-bad");
  if (item.href && !item.why)
    return (
      <Base.LinkItem render={<Link href={item.href} />} closeOnClick className={look}>
        {face}
      </Base.LinkItem>
    );
  return (
    <Base.Item disabled={Boolean(item.why)} onClick={item.onSelect} className={look}>
      {face}
    </Base.Item>
  );
}
