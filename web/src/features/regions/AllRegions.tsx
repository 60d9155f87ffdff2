import { Segmented } from "../../ui/Segmented";
import { regions as words } from "../../words/regions";
import { Panel } from "../panels/Panel";
import { courseQuestion, productsQuestion, type Step } from "./questions";
import { courseOf, timeOf, whatOf } from "./said";
import type { FrameInUse } from "./useFrame";

const COLUMNS = { volume: "volume", growth: "growth_year", share: "share" } as const;
const STEPS: readonly Step[] = ["month", "year"];

/** All regions beside each other: period by period, and by what they sell. */
export function AllRegions({ frame }: { frame: FrameInUse }) {
  const { colour, dimension, scope, step } = frame;
  const pick = (row: Readonly<Record<string, unknown>>) => frame.pick(String(row[dimension]));
  return (
    <>
      <Panel
        id="heat"
        className="lg:col-span-12"
        title={words.heat.title[colour]}
        hint={`${whatOf(frame)}, ${courseOf(frame)}. ${words.heat.hint}`}
        question={courseQuestion(frame, colour)}
        view={{ kind: "heat", x: step, y: COLUMNS[colour], series: dimension }}
        onPick={pick}
        actions={<StepChoice frame={frame} />}
      />
      {scope.products.length !== 1 && (
        <Panel
          id="mixes"
          className="lg:col-span-12"
          title={words.mixes.title}
          hint={`${words.mixes.hint}, ${timeOf(frame)}`}
          question={productsQuestion(frame)}
          view={{ kind: "bar", x: dimension, y: "volume", series: "product", asShare: true }}
          height={340}
          onPick={pick}
        />
      )}
    </>
  );
}

export function StepChoice({ frame }: { frame: FrameInUse }) {
  if (frame.held.months.length === 0) return null;
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
