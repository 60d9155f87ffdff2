import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { market as words } from "../../words/market";
import { SOURCES, splitsOf, type Step } from "./questions";
import type { FrameInUse } from "./useFrame";

const STEPS: readonly Step[] = ["month", "quarter", "year"];

/** Whose volumes, split by what, over which periods: what all pictures of the page have in common. */
export function Controls({ frame }: { frame: FrameInUse }) {
  const splits = splitsOf(frame.source);
  return (
    <div className="-mb-2 grid auto-cols-fr grid-flow-col gap-2 sm:flex sm:flex-wrap sm:items-center sm:gap-3">
      <Choice
        label={words.source}
        name="source"
        options={SOURCES.map((value) => ({ value, label: words.sources[value] ?? value }))}
        value={frame.source}
        onChange={frame.setSource}
      />
      {splits.length > 1 && (
        <Choice
          label={words.by}
          name="by"
          options={splits.map((value) => ({ value, label: words.dimensions[value] }))}
          value={frame.by}
          onChange={frame.setBy}
        />
      )}
      <Choice
        label={words.step}
        name="step"
        options={STEPS.map((value) => ({ value, label: words.steps[value] }))}
        value={frame.step}
        onChange={frame.setStep}
      />
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  name: string;
  options: readonly { value: Value; label: string }[];
  value: Value;
  onChange: (value: Value) => void;
}

/** All choices side by side, on a phone as a list, so that the three stand in one row. */
function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { label, options, value, onChange } = props;
  return (
    <>
      <div className="max-sm:hidden">
        <Segmented {...props} />
      </div>
      <div className="sm:hidden [&>select]:w-full [&>select]:px-2">
        <Select label={label} options={options} value={value} onChange={(next) => onChange(next as Value)} />
      </div>
    </>
  );
}
