import { Segmented } from "../../ui/Segmented";
import { market as words } from "../../words/market";
import { splitsOf, type Step } from "./questions";
import type { FrameInUse } from "./useFrame";

const STEPS: readonly Step[] = ["month", "quarter", "year"];

/** What the pictures are split by, where there is a choice. */
export function ByControl({ frame }: { frame: FrameInUse }) {
  const splits = splitsOf(frame.source);
  if (splits.length < 2) return null;
  return (
    <Segmented
      label={words.by}
      name="by"
      options={splits.map((value) => ({ value, label: words.dimensions[value] }))}
      value={frame.by}
      onChange={frame.setBy}
    />
  );
}

/** How long the periods of a course are. */
export function StepControl({ frame }: { frame: FrameInUse }) {
  return (
    <Segmented
      label={words.step}
      name="step"
      options={STEPS.map((value) => ({ value, label: words.steps[value] }))}
      value={frame.step}
      onChange={frame.setStep}
    />
  );
}
