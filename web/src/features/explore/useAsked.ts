import { useCallback, useMemo, useRef } from "react";
import { useSearchParams } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";
import type { Query } from "../../client/contract";
import type { View } from "../../charts/view";
import { readQuestion, readView, START, tidy } from "./asked";

export interface Asked {
  question: Query;
  /** The view that was chosen; none where the question's first one is shown. */
  kept: View | null;
  ask: (question: Query, view?: View | null) => void;
  reset: () => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
}

/** The whole question and its view stand in the address; each change is a step of the browser's history. */
export function useAsked(): Asked {
  const [params, setParams] = useSearchParams();
  const step = useHistoryState<{ step?: number } | null>()?.step ?? 0;
  const furthest = useRef(0);
  furthest.current = Math.max(furthest.current, step);
  const [q, v] = [params.get("q"), params.get("view")];
  const question = useMemo(() => readQuestion(q), [q]);
  const kept = useMemo(() => readView(v), [v]);

  const ask = useCallback(
    (next: Query, view: View | null = kept) => {
      // What was undone cannot come back once something else is asked.
      furthest.current = step + 1;
      const said = new URLSearchParams({ q: JSON.stringify(tidy(next)) });
      if (view) said.set("view", JSON.stringify(view));
      setParams(said, { state: { step: step + 1 } });
    },
    [kept, setParams, step],
  );
  return {
    question,
    kept,
    ask,
    reset: () => ask(START, null),
    undo: () => history.back(),
    redo: () => history.forward(),
    canUndo: step > 0,
    canRedo: step < furthest.current,
  };
}
