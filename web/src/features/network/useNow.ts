import { useEffect, useState } from "react";
import { usePresent } from "../../client/network";

/** The platform's present, milliseconds since 1970, moving on every so often while the page is in sight. */
export function useNow(every_ms = 5_000): number {
  const present = usePresent();
  const [now, setNow] = useState(present);
  useEffect(() => {
    const tick = () => document.visibilityState === "visible" && setNow(present());
    tick();
    const clock = setInterval(tick, every_ms);
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(clock);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [present, every_ms]);
  return now;
}
