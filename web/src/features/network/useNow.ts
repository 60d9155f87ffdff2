import { useCallback, useSyncExternalStore } from "react";
import { usePresent } from "../../client/network";

/** One clock for everything that moves on as often: all of it is drawn together. */
interface Clock {
  at: number;
  heard: Set<() => void>;
  running?: ReturnType<typeof setInterval>;
}

const clocks = new Map<number, Clock>();

function clockOf(every_ms: number): Clock {
  const clock = clocks.get(every_ms) ?? { at: Date.now(), heard: new Set() };
  clocks.set(every_ms, clock);
  return clock;
}

function tick(clock: Clock): void {
  if (document.visibilityState !== "visible") return;
  clock.at = Date.now();
  clock.heard.forEach((each) => each());
}

/** The platform's present, milliseconds since 1970, moving on every so often while the page is in sight. */
export function useNow(every_ms = 5_000): number {
  const present = usePresent();
  const clock = clockOf(every_ms);
  const subscribe = useCallback(
    (changed: () => void) => {
      clock.heard.add(changed);
      clock.running ??= setInterval(() => tick(clock), every_ms);
      return () => {
        clock.heard.delete(changed);
        if (clock.heard.size > 0) return;
        clearInterval(clock.running);
        delete clock.running;
      };
    },
    [clock, every_ms],
  );
  return present(useSyncExternalStore(subscribe, () => clock.at));
}
