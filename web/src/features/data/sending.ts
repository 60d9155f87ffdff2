/** What is on its way to the platform: one delivery after the other, each checked or brought in. */
import { useCallback, useEffect, useReducer, useRef } from "react";
import type { ImportReport } from "../../client/contract";
import { sendFiles, useRefresh, type NamedFile } from "../../client/imports";
import { Fault } from "../../client/requests";
import { parcels } from "./dropped";

export interface Delivery {
  id: number;
  files: readonly NamedFile[];
  isCheck: boolean;
  state: "waiting" | "going" | "done" | "failed" | "cancelled";
  done: number;
  total: number;
  /** The file that was read last. */
  last: string;
  report?: ImportReport;
  fault?: Fault;
}

type Change =
  | { kind: "added"; deliveries: readonly Delivery[] }
  | { kind: "changed"; id: number; to: Partial<Delivery> }
  | { kind: "cleared"; id: number };

export interface Sending {
  deliveries: readonly Delivery[];
  add: (files: readonly NamedFile[], isCheck: boolean) => void;
  /** The same files once more: after a check to store them, after a failure to try again. */
  again: (delivery: Delivery, isCheck: boolean) => void;
  cancel: (delivery: Delivery) => void;
  clear: (delivery: Delivery) => void;
}

let numbers = 0;

/** Sends what is added, one delivery at a time, while the page is open. */
export function useSending(): Sending {
  const [deliveries, change] = useReducer(changed, []);
  const refresh = useRefresh();
  const aborts = useRef(new Map<number, AbortController>());
  const next = deliveries.some((each) => each.state === "going")
    ? undefined
    : deliveries.find((each) => each.state === "waiting");

  const send = useCallback(
    async ({ id, files, isCheck }: Delivery) => {
      const abort = new AbortController();
      aborts.current.set(id, abort);
      change({ kind: "changed", id, to: { state: "going" } });
      try {
        const report = await sendFiles({
          files,
          isCheck,
          signal: abort.signal,
          onProgress: ({ done, total, what }) =>
            change({ kind: "changed", id, to: { done, total, last: what } }),
        });
        change({ kind: "changed", id, to: { state: "done", report } });
        if (!isCheck) void refresh();
      } catch (fault) {
        if (abort.signal.aborted) change({ kind: "changed", id, to: { state: "cancelled" } });
        else change({ kind: "changed", id, to: { state: "failed", fault: asFault(fault) } });
      }
    },
    [refresh],
  );

  useEffect(() => {
    if (next) void send(next);
    // The next one is sent when it becomes the next, not when another of its details changes.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [next?.id]);

  return {
    deliveries,
    add: (files, isCheck) =>
      change({ kind: "added", deliveries: parcels(files).map((each) => fresh(each, isCheck)) }),
    again: ({ id, files }, isCheck) => {
      change({ kind: "cleared", id });
      change({ kind: "added", deliveries: [fresh(files, isCheck)] });
    },
    cancel: ({ id, state }) => {
      if (state === "waiting") change({ kind: "changed", id, to: { state: "cancelled" } });
      aborts.current.get(id)?.abort();
    },
    clear: ({ id }) => change({ kind: "cleared", id }),
  };
}

function fresh(files: readonly NamedFile[], isCheck: boolean): Delivery {
  numbers += 1;
  return { id: numbers, files, isCheck, state: "waiting", done: 0, total: files.length, last: "" };
}

function changed(before: readonly Delivery[], change: Change): readonly Delivery[] {
  switch (change.kind) {
    case "added":
      return [...before, ...change.deliveries];
    case "changed":
      return before.map((each) => (each.id === change.id ? { ...each, ...change.to } : each));
    case "cleared":
      return before.filter((each) => each.id !== change.id);
  }
}

function asFault(fault: unknown): Fault {
  return fault instanceof Fault ? fault : new Fault(0, String(fault));
}
