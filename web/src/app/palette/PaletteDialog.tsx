import { Autocomplete } from "@base-ui/react/autocomplete";
import { Dialog } from "@base-ui/react/dialog";
import { useState } from "react";
import { useLocation } from "wouter";
import { classes } from "../../ui/classes";
import { Search } from "../../ui/icons";
import { LINE } from "../../ui/popup";
import { words } from "../../words/palette";
import { words as ui } from "../../words/ui";
import type { Page } from "../pages";
import { usePalette, type Entry, type EntryGroup } from "./usePalette";

interface PaletteDialogProps {
  pages: readonly Page[];
  isOpen: boolean;
  onClose: () => void;
}

/** The palette's pane: what is typed, and what it finds. */
export function PaletteDialog({ pages, isOpen, onClose }: PaletteDialogProps) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-50 bg-scrim transition-opacity duration-(--motion-fast) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label={words.title}
          className={classes(
            "fixed inset-x-3 top-3 z-50 mx-auto flex max-h-[min(34rem,calc(100dvh-1.5rem))] max-w-2xl flex-col overflow-hidden rounded-card border border-line bg-raised text-ink shadow-card outline-none sm:top-[12vh]",
            "transition-[opacity,scale] duration-(--motion-fast) data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
          )}
        >
          <Finder pages={pages} onClose={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ pages, onClose }: { pages: readonly Page[]; onClose: () => void }) {
  const [text, setText] = useState("");
  const { groups, isLooking } = usePalette(pages, text);
  const [, go] = useLocation();

  function choose({ path, run }: Entry) {
    onClose();
    if (path) go(path);
    run?.();
  }

  return (
    <Autocomplete.Root
      open
      inline
      items={groups}
      filter={null}
      value={text}
      onValueChange={(next, { reason }) => reason === "input-change" && setText(next)}
      itemToStringValue={(item: Entry) => item.label}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search className="size-5 shrink-0 text-faint" />
        <Autocomplete.Input
          aria-label={words.title}
          placeholder={words.ask}
          onKeyDown={(event) => {
            // Who types faster than the list is drawn means its first line.
            const first = groups[0]?.items[0];
            if (event.key !== "Enter" || !first || event.currentTarget.ariaActiveDescendantElement) return;
            event.preventBaseUIHandler();
            choose(first);
          }}
          className="min-h-13 w-full min-w-0 bg-transparent text-base outline-none placeholder:text-faint"
        />
        <Dialog.Close className="rounded-md border border-line px-1.5 py-0.5 text-xs text-faint hover:text-ink pointer-coarse:min-h-11 pointer-coarse:px-3">
          {ui.close}
        </Dialog.Close>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-2">
        <Autocomplete.Empty className="text-sm text-soft not-empty:px-3 not-empty:py-6">
          {text && (isLooking ? words.looking : words.nothing(text))}
        </Autocomplete.Empty>
        <Autocomplete.List className="outline-none">
          {(group: EntryGroup) => (
            <Autocomplete.Group key={group.group} items={group.items}>
              <Autocomplete.GroupLabel className="px-3 pb-1 pt-3 text-2xs font-semibold uppercase tracking-wider text-faint">
                {words.groups[group.group]}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(item: Entry) => (
                  <Autocomplete.Item key={item.id} value={item} onClick={() => choose(item)} className={LINE}>
                    <item.icon className="size-4 shrink-0 text-faint" />
                    <span className="truncate">{item.label}</span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p className="hidden border-t border-line px-4 py-2 text-xs text-faint sm:block">{words.hint}</p>
    </Autocomplete.Root>
  );
}
