/**
 * What changes, as it changes: one stream of the platform, open while a page that lives on it is in sight.
 *
 * Readings are kept until the browser draws its next frame and then put into what is known; alarms make theirs stale.
 * Whoever asks `useIsLive` keeps the stream open, and asks now and then by itself only while it is not.
 */
import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useSyncExternalStore } from "react";
import { addressOf } from "./requests";
import { taken, type Changed, type TanksNow } from "./tanksNow";

export const TANKS = ["tanks", "latest"] as const;
export const ALARMS = ["alarms"] as const;

/** Whoever leaves one live page for another keeps the stream. */
const LINGER_MS = 2_000;
/** A stream that was refused is tried again. */
const AGAIN_MS = 5_000;
/** So long the first answer waits for the stream, so that nothing is missed between the two. */
const PATIENCE_MS = 500;

let client: QueryClient | null = null;
let source: EventSource | null = null;
let isLive = false;
let hasBeenLive = false;
let retry: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const waiting = new Set<() => void>();
const asking = new Set<Changed[]>();
let held: Changed[] = [];

/** Whether changes come by themselves; keeps the stream open for as long as it is asked. */
export function useIsLive(): boolean {
  const own = useQueryClient();
  const subscribe = useCallback(
    (changed: () => void) => {
      client = own;
      watchers.add(changed);
      attend();
      return () => {
        watchers.delete(changed);
        setTimeout(attend, LINGER_MS);
      };
    },
    [own],
  );
  return useSyncExternalStore(subscribe, () => isLive);
}

/** Asks how all tanks stand; what changes meanwhile, as the stream tells it, is in the answer. */
export async function withChanges(ask: () => Promise<TanksNow>): Promise<TanksNow> {
  const meanwhile: Changed[] = [];
  await whenOpen();
  asking.add(meanwhile);
  try {
    const told = await ask();
    return taken(told, meanwhile, Date.now());
  } finally {
    asking.delete(meanwhile);
  }
}

function whenOpen(): Promise<void> {
  if (isLive || !source) return Promise.resolve();
  return new Promise((go) => {
    waiting.add(go);
    setTimeout(go, PATIENCE_MS);
  });
}

/** Opens or closes the stream, as somebody looks or nobody does. */
function attend(): void {
  const isWanted = watchers.size > 0 && document.visibilityState === "visible";
  if (isWanted && !source) open();
  if (!isWanted && source) close();
}

function open(): void {
  clearTimeout(retry);
  const opened = new EventSource(addressOf("/api/events"));
  source = opened;
  opened.addEventListener("open", () => {
    waiting.forEach((go) => go());
    waiting.clear();
    // What happened while nobody listened is asked for once.
    if (hasBeenLive) for (const queryKey of [TANKS, ALARMS]) void client?.invalidateQueries({ queryKey });
    hasBeenLive = true;
    turn(true);
  });
  opened.addEventListener("readings", ({ data }: MessageEvent<string>) => {
    const changed = JSON.parse(data) as Changed;
    asking.forEach((each) => each.push(changed));
    if (held.push(changed) === 1) requestAnimationFrame(draw);
  });
  opened.addEventListener("alarms", () => void client?.invalidateQueries({ queryKey: ALARMS }));
  opened.addEventListener("error", () => {
    turn(false);
    if (opened.readyState !== EventSource.CLOSED || source !== opened) return;
    source = null;
    retry = setTimeout(attend, AGAIN_MS);
  });
}

function close(): void {
  source?.close();
  source = null;
  turn(false);
}

/** Puts everything that came since the last frame into what is known, at once. */
function draw(): void {
  const changes = held;
  held = [];
  client?.setQueryData<TanksNow>(TANKS, (known) => known && taken(known, changes, Date.now()));
}

function turn(next: boolean): void {
  if (isLive === next) return;
  isLive = next;
  watchers.forEach((changed) => changed());
}

if (typeof document !== "undefined") document.addEventListener("visibilitychange", attend);
