import { useCallback, useEffect, useMemo, useState } from "react";
import { useSearchParams } from "wouter";
import { addressNow } from "../../ui/urlState";
import { EVERYTHING, LISTS, readScope, toggled, writeScope, type ListPart, type Scope } from "./scope";

/** What the history keeps beside an address that a filter made, so that undo stops where the filters began. */
const MADE_BY_FILTER = { madeBy: "filter" } as const;

export interface ScopeInUse extends Scope {
  /** Changes parts of it; the browser's Back undoes that. */
  set: (part: Partial<Scope>) => void;
  /** Puts one value of a dimension in, or takes it out: what picking a mark in a chart does. */
  toggle: (part: ListPart, value: string) => void;
  reset: () => void;
  /** The address of another page that speaks of the same part of the market, or of another where `part` says so. */
  link: (path: string, part?: Partial<Scope>) => string;
}

/** The part of the market that the address names. */
export function useScope(): ScopeInUse {
  const [params, setParams] = useSearchParams();
  const text = params.toString();
  const scope = useMemo(() => readScope(new URLSearchParams(text)), [text]);
  const set = useCallback(
    (part: Partial<Scope>) => setParams(() => writeScope(addressNow(), part), { state: MADE_BY_FILTER }),
    [setParams],
  );
  return useMemo(
    () => ({
      ...scope,
      set,
      toggle: (part, value) => set({ [LISTS[part]]: toggled(scope[LISTS[part]], value) }),
      reset: () => set(EVERYTHING),
      link: (path, part = {}) => {
        const search = writeScope(new URLSearchParams(), { ...scope, ...part }).toString();
        return search ? `${path}${path.includes("?") ? "&" : "?"}${search}` : path;
      },
    }),
    [scope, set],
  );
}

/** Ctrl+Z takes the last filter back and Ctrl+Shift+Z sets it again, unless somebody writes; gives what was done. */
export function useUndoKeys(): "" | "undone" | "restored" {
  const [done, setDone] = useState<"" | "undone" | "restored">("");
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isZ = event.key.toLowerCase() === "z";
      if (!isZ || !(event.ctrlKey || event.metaKey) || event.altKey || isWriting(event.target)) return;
      if (event.shiftKey) {
        history.forward();
        setDone("restored");
      } else if ((history.state as { madeBy?: string } | null)?.madeBy === MADE_BY_FILTER.madeBy) {
        history.back();
        setDone("undone");
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  return done;
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
