import { shortName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { Skeleton } from "../../ui/states";
import { market as words } from "../../words/market";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { pickOf } from "./pick";
import { chosenOf, courseQuestion, leadersQuestion, raceQuestion } from "./questions";
import type { FrameInUse } from "./useFrame";

/** Whose part of the market grows, and who overtakes whom. */
export function SharesTab({ frame }: { frame: FrameInUse }) {
  const scope = useScope();
  const { by, step, source, unit } = frame;
  return (
    <>
      <Panel
        id="shares"
        className="lg:col-span-12"
        title={words.share.title}
        hint={words.share.hint(
          [words.sources[source] ?? source, ...chosenOf(frame).map(shortName)].join(", "),
          words.fuels[unit],
        )}
        question={courseQuestion(frame, "share")}
        view={{
          kind: chosenOf(frame).length ? "line" : "area",
          x: step,
          y: "share",
          series: by,
          ...(chosenOf(frame).length === 0 && { asShare: true }),
          format: "percent",
        }}
        height={380}
        onPick={pickOf(scope, by)}
      />
      <Race frame={frame} />
    </>
  );
}

/** The places of the chosen, else of the largest of the period, among all. */
function Race({ frame }: { frame: FrameInUse }) {
  const scope = useScope();
  const { by, step } = frame;
  const leaders = useAnswer(leadersQuestion(frame), true);
  const chosen = chosenOf(frame);
  const names = chosen.length ? chosen : (leaders.data?.rows ?? []).map((row) => String(row[by]));
  if (names.length === 0)
    return leaders.isPending && <Skeleton className="h-[30rem] rounded-card lg:col-span-12" />;
  return (
    <Panel
      id="race"
      className="lg:col-span-12"
      title={words.race.title}
      hint={words.race.hint}
      question={raceQuestion(frame, names)}
      view={{ kind: "line", x: step, y: "rank", series: by, format: "count" }}
      height={360}
      onPick={pickOf(scope, by)}
    />
  );
}
