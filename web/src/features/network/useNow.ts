import { useEffect, useState } from "react";

const TICK_MS = 5_000;

/** The present instant, milliseconds since 1970, moving on while the page is in sight. */
export function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const tick = () => document.visibilityState === "visible" && setNow(Date.now());
    const clock = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(clock);
      document.removeEventListener("visibilitychange", tick);
    };
  }, []);
  return now;
}
