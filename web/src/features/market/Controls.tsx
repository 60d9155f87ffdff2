import { Segmented } from "../../ui/Segmented";
import { market as words } from "../../words/market";
import { SOURCES, splitsOf, type Step } from "./questions";
import type { FrameInUse } from "./useFrame";

const STEPS: readonly Step[] = ["month", "quarter", "year"];

/** Whose volumes, split by what, over which periods: what all pictures of the page have in common. */
export function Controls({ frame }: { frame: FrameInUse }) {
  return (
    <div className="-mb-2 flex max-w-full flex-wrap items-center gap-3">
      <div className="max-w-full overflow-x-auto [scrollbar-width:none]">
        <Segmented
          label={words.source}
          name="source"
          options={SOURCES.map((value) => ({ value, label: words.sources[value] ?? value }))}
          value={frame.source}
          onChange={frame.setSource}
        />
      </div>
      <ByControl frame={frame} />
      <StepControl frame={frame} />
    </div>
  );
}

function ByControl({ frame }: { frame: FrameInUse }) {
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

function StepControl({ frame }: { frame: FrameInUse }) {
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
