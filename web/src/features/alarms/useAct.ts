import { useDeed, type Alarm, type Deed } from "../../client/alarms";
import { useMay } from "../../client/may";
import { Fault } from "../../client/requests";
import { toast } from "../../ui/Toasts";
import { alarms as words } from "../../words/alarms";

type Act = (alarm: Alarm, does: Deed["does"], said: string, more?: Partial<Deed>) => Promise<boolean>;

/** Does something about an alarm, and says in a line what came of it; gives whether it was done. */
export function useAct(): Act {
  const deed = useDeed();
  const mayOperate = useMay("operate");
  return async ({ rule, subject }, does, said, more = {}) => {
    if (!mayOperate) {
      toast(words.mayNot, { tone: "bad" });
      return false;
    }
    try {
      await deed.mutateAsync({ does, rule, subject, ...more });
    } catch (fault) {
      toast(saidOf(fault), { tone: "bad" });
      return false;
    }
    toast(said);
    return true;
  };
}

/** Acknowledges an alarm that nobody has seen yet. */
export function useAcknowledge(): (alarm: Alarm) => void {
  const act = useAct();
  return (alarm) => {
    if (alarm.is_unacked) void act(alarm, "acknowledge", words.acknowledged(words.rules[alarm.rule]));
    else toast(words.alreadySeen);
  };
}

/** A fault in a line. */
export function saidOf(fault: unknown): string {
  return fault instanceof Fault ? [fault.what, fault.fix].filter(Boolean).join(": ") : String(fault);
}
