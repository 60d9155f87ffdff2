import { useUrlChoice } from "../../ui/urlState";
import { timesOf, useMonths, useScope, useUnit, type Times } from "../scope";
import { SOURCES, splitsOf, stepFor, type By, type Frame, type Source, type Step } from "./questions";

const STEPS: readonly Step[] = ["month", "quarter", "year"];

export interface FrameInUse extends Frame {
  setSource: (source: Source) => void;
  setBy: (by: By) => void;
  setStep: (step: Step) => void;
}

/** The same without the months of the course that a source knows nothing of. */
function within(times: Times, first: string): Times {
  const { from, until } = times.course;
  return from < first && first <= until ? { ...times, course: { from: first, until } } : times;
}

/** What of the market the address names; undefined while the newest month is not known. */
export function useFrame(): FrameInUse | undefined {
  const scope = useScope();
  const unit = useUnit();
  const source = SOURCES.find((each) => each === scope.source) ?? "omc";
  const splits = splitsOf(source);
  const [by, setBy] = useUrlChoice<By>("by", splits);
  const months = useMonths(source);
  const times = months ? within(timesOf(scope, months.latest), months.first) : undefined;
  const usual = times ? stepFor(times) : "month";
  const [step, setStep] = useUrlChoice<Step>("step", [usual, ...STEPS.filter((each) => each !== usual)]);
  return (
    times && {
      scope,
      source,
      unit,
      times,
      by,
      step,
      setBy,
      setStep,
      setSource: (next) => scope.set({ source: next === "omc" ? "" : next }),
    }
  );
}
