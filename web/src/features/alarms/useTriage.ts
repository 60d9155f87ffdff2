import { useEffect, useRef } from "react";
import type { Alarm } from "../../client/alarms";
import { useAcknowledge } from "./useAct";

interface Triage {
  alarms: readonly Alarm[];
  /** Opens an alarm, ready to be kept quiet. */
  onShelve: (alarm: Alarm) => void;
  onHelp: () => void;
}

/** The element that carries an alarm in the list. */
export const ALARM = "[data-alarm]";

/** Keys of the whole page while nothing is open over it: j and k move, a acknowledges, s shelves, ? helps. */
export function useTriage({ alarms, onShelve, onHelp }: Triage): void {
  const acknowledge = useAcknowledge();
  const act = useRef((_: KeyboardEvent) => {});
  useEffect(() => {
    act.current = (event) => {
      const lines = [...document.querySelectorAll<HTMLElement>(ALARM)];
      const at = lines.findIndex((each) => each === document.activeElement);
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      const isArrow = event.key.startsWith("Arrow");
      const alarm = alarms[at];
      if (step !== undefined && (at >= 0 || !isArrow)) lines[at < 0 ? 0 : at + step]?.focus();
      else if (event.key === "a" && alarm) acknowledge(alarm);
      else if (event.key === "s" && alarm) onShelve(alarm);
      else if (event.key === "?") onHelp();
      else return;
      event.preventDefault();
    };
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const isTyping = (event.target as HTMLElement).closest("input, textarea, select, [role=dialog]");
      if (!isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) act.current(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
