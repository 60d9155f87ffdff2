import { useCallback } from "react";
import { useSearchParams } from "wouter";
import type { Alarm } from "../../client/alarms";
import { addressNow } from "../../ui/urlState";
import { keyOf } from "./AlarmList";

/** The alarm that the address names, as a notice's link does, and how another one is opened or this one closed. */
export function useOpened(): [string | null, (alarm: Alarm | null) => void] {
  const [params, setParams] = useSearchParams();
  const [rule, subject] = [params.get("rule"), params.get("subject")];
  const open = useCallback(
    (alarm: Alarm | null) =>
      setParams(
        () => {
          const then = addressNow();
          for (const name of ["rule", "subject"] as const) {
            if (alarm) then.set(name, alarm[name]);
            else then.delete(name);
          }
          return then;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [rule && subject ? keyOf({ rule: rule as Alarm["rule"], subject }) : null, open];
}
