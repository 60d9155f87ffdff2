import { useCallback } from "react";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { regions as words } from "../../words/regions";
import { Panel } from "../panels/Panel";
import { StepChoice } from "./AllRegions";
import { MixRows } from "./MixRows";
import { growthQuestion, mixQuestion, placeQuestion, regionCourseQuestion, slow } from "./questions";
import { courseOf, timeOf, whatOf } from "./said";
import type { FrameInUse } from "./useFrame";

interface OneRegionProps {
  frame: FrameInUse;
  region: string;
}

/** Everything that is known of one region: its volumes, what it sells, how it grows, and its place. */
export function OneRegion({ frame, region }: OneRegionProps) {
  const { scope, step, country } = frame;
  const by = words.slow[slow(frame)];
  const mix = useAnswer(mixQuestion(frame), true).data?.rows;
  return (
    <>
      <Panel
        id="course"
        className="lg:col-span-7"
        title={words.one.course(region)}
        hint={`${whatOf(frame)}, ${courseOf(frame)}`}
        question={regionCourseQuestion(frame, region)}
        view={{ kind: "area", x: step, y: "volume", series: "product" }}
        height={340}
        onPick={(row) => scope.toggle("product", String(row["product"]))}
        actions={<StepChoice frame={frame} />}
      />
      <Panel
        id="mix"
        className="lg:col-span-5"
        title={words.mix.title(region)}
        hint={`${words.mix.hint(country.name)}, ${timeOf(frame)}`}
        question={mixQuestion(frame, region)}
        view={{ kind: "ranking", x: "product", y: "share_tonnes" }}
        height={340}
        picture={(rows) => <MixRows rows={rows} whole={mix ?? []} country={country.name} />}
      />
      <GrowthPanel frame={frame} region={region} />
      <Panel
        id="share"
        className="lg:col-span-4"
        title={words.one.shareOver(region)}
        hint={`${whatOf(frame)}, ${by}`}
        question={placeQuestion(frame, region)}
        view={{ kind: "line", x: slow(frame), y: "share", series: frame.dimension }}
      />
      <Panel
        id="rank"
        className="lg:col-span-4"
        title={words.one.rankOver(region)}
        hint={words.one.rankHint(by)}
        question={placeQuestion(frame, region)}
        view={{ kind: "line", x: slow(frame), y: "rank", series: frame.dimension }}
      />
    </>
  );
}

/** The region's growth with the country's as a second line. */
function GrowthPanel({ frame, region }: OneRegionProps) {
  const country = frame.country.name || words.wholeCountry;
  const { dimension } = frame;
  const whole = useAnswer(growthQuestion(frame), true).data?.rows;
  const derive = useCallback(
    (rows: readonly Row[]) => [...rows, ...(whole ?? []).map((row) => ({ ...row, [dimension]: country }))],
    [whole, dimension, country],
  );
  return (
    <Panel
      id="growth"
      className="lg:col-span-4"
      title={words.one.growth(region)}
      hint={words.one.growthHint(frame.country.name, words.slow[slow(frame)])}
      question={growthQuestion(frame, region)}
      view={{ kind: "line", x: slow(frame), y: "growth_year", series: dimension }}
      derive={derive}
    />
  );
}
