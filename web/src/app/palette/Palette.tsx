import { lazy, Suspense, useEffect, useState } from "react";
import { classes } from "../../ui/classes";
import { Search } from "../../ui/icons";
import { words } from "../../words/palette";
import type { Page } from "../pages";

const load = () => import("./PaletteDialog");
const PaletteDialog = lazy(async () => ({ default: (await load()).PaletteDialog }));
const REST_MS = 1_500;
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Ctrl+K, from anywhere. */
export function usePaletteKey(open: () => void) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== "k" ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      open();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [open]);
}

/** Goes anywhere and finds anything; its code is fetched once the page has come to rest, so that no key is lost. */
export function Palette({
  pages,
  isOpen,
  onClose,
}: {
  pages: readonly Page[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const [wasOpen, setWasOpen] = useState(false);
  useEffect(() => {
    const rest = setTimeout(() => void load(), REST_MS);
    return () => clearTimeout(rest);
  }, []);
  if (isOpen && !wasOpen) setWasOpen(true);
  if (!wasOpen) return null;
  return (
    <Suspense>
      <PaletteDialog pages={pages} isOpen={isOpen} onClose={onClose} />
    </Suspense>
  );
}

/** The visible way to it: a wide field with its keys, or an icon where there is no room. */
export function PaletteButton({ isIcon = false, onOpen }: { isIcon?: boolean; onOpen: () => void }) {
  return (
    <button
      type="button"
      aria-label={isIcon ? words.open : undefined}
      aria-keyshortcuts="Control+K Meta+K"
      title={isIcon ? `${words.open} (${IS_MAC ? words.macKeys : words.keys})` : undefined}
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={onOpen}
      className={classes(
        "flex items-center rounded-lg text-sm text-faint transition-colors hover:text-ink",
        isIcon
          ? "size-10 justify-center hover:bg-sunken pointer-coarse:size-11"
          : "h-9 w-full gap-2.5 border border-line bg-surface px-3 hover:border-line-strong",
      )}
    >
      <Search className={isIcon ? "size-5" : "size-4"} />
      {!isIcon && (
        <>
          <span className="flex-1 text-left">{words.open}</span>
          <kbd className="font-sans text-xs">{IS_MAC ? words.macKeys : words.keys}</kbd>
        </>
      )}
    </button>
  );
}
