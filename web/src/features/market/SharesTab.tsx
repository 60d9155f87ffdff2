import { market as words } from "../../words/market";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { pickOf } from "./pick";
import { chosenOf, courseQuestion } from "./questions";
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
        hint={words.share.hint(words.sources[source] ?? source, words.fuels[unit])}
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
      <Panel
        id="race"
        className="lg:col-span-12"
        title={words.race.title}
        hint={words.race.hint}
        question={courseQuestion(frame, "rank")}
        view={{ kind: "line", x: step, y: "rank", series: by, format: "count" }}
        height={360}
        onPick={pickOf(scope, by)}
      />
    </>
  );
}
