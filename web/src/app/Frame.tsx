import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import type { Session } from "../client/contract";
import { AccountMenu } from "../features/account/AccountMenu";
import { classes } from "../ui/classes";
import { Drop } from "../ui/icons";
import { words } from "../words/shell";
import { Palette, PaletteButton, usePaletteKey } from "./palette/Palette";
import { PhoneBar } from "./PhoneBar";
import { pageAt, pagesFor } from "./pages";
import { Sidebar } from "./Sidebar";

/** What surrounds every page: the way to the others, and who is signed in. */
export function Frame({ session, children }: { session: Session | undefined; children: ReactNode }) {
  const [path] = useLocation();
  const rights = session?.rights;
  const open = useMemo(() => pagesFor(rights ?? []), [rights]);
  const listed = open.filter((each) => each.group);
  const [isFolded, fold] = useFolded();
  const [isSearching, setSearching] = useState(false);
  const search = useCallback(() => setSearching(true), []);
  usePaletteKey(search);
  useTitle(path);

  return (
    <div
      className={classes(
        "lg:grid",
        isFolded ? "lg:grid-cols-[4.5rem_minmax(0,1fr)]" : "lg:grid-cols-[15rem_minmax(0,1fr)]",
      )}
    >
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-accent font-medium text-on-accent focus:not-sr-only focus:fixed focus:left-3 focus:top-3 focus:px-4 focus:py-2"
      >
        {words.skip}
      </a>
      <header className="sticky top-0 z-30 flex h-14 items-center justify-between border-b border-line bg-ground/85 px-4 backdrop-blur-lg lg:hidden">
        <Link
          href="/"
          className="flex items-center gap-2.5 rounded-md text-[1.0625rem] font-semibold tracking-tight"
        >
          <Drop className="size-6 text-accent" />
          {words.product}
        </Link>
        <div className="flex items-center gap-1">
          <PaletteButton isIcon onOpen={search} />
          {session && <AccountMenu session={session} compact />}
        </div>
      </header>
      <Sidebar pages={listed} session={session} isFolded={isFolded} onFold={fold} onSearch={search} />
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto w-full max-w-[1440px] px-4 pb-28 pt-6 outline-none sm:px-6 lg:px-8 lg:pb-16 lg:pt-8"
      >
        {children}
      </main>
      <PhoneBar pages={listed} />
      <Palette pages={open} isOpen={isSearching} onClose={() => setSearching(false)} />
    </div>
  );
}

/** Each page has its own title; whoever moves on starts at its top, whoever goes back finds the place again. */
function useTitle(path: string) {
  const name = pageAt(path)?.name;
  useEffect(() => {
    document.title = name ? words.titled(name) : words.product;
  }, [name]);
  const isBack = useRef(false);
  useEffect(() => {
    const back = () => {
      isBack.current = true;
    };
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, []);
  useEffect(() => {
    const wasBack = isBack.current;
    isBack.current = false;
    if (wasBack) return;
    const part = location.hash.slice(1);
    if (part) return seek(part);
    void scrollTo(0, 0);
    return;
  }, [path]);
}

const PATIENCE_MS = 5_000;

/** Scrolls to a part of the page as soon as it is there; gives how to stop looking. */
function seek(part: string): () => void {
  const until = performance.now() + PATIENCE_MS;
  const look = setInterval(() => {
    const found = document.getElementById(part);
    found?.scrollIntoView();
    if (found || performance.now() > until) clearInterval(look);
  }, 100);
  return () => clearInterval(look);
}

const FOLDED = "petroverse.folded";

/** Whether the sidebar shows icons alone; kept by this browser. */
function useFolded(): [boolean, (isFolded: boolean) => void] {
  const [isFolded, setFolded] = useState(() => {
    try {
      return localStorage.getItem(FOLDED) === "yes";
    } catch {
      return false; // storage is switched off
    }
  });
  const fold = (next: boolean) => {
    setFolded(next);
    try {
      localStorage.setItem(FOLDED, next ? "yes" : "no");
    } catch {
      // Storage is switched off: the choice holds until the page is left.
    }
  };
  return [isFolded, fold];
}
