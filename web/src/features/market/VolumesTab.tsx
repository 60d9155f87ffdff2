import { shortName } from "../../client/labels";
import type { Row } from "../../charts/view";
import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { market as words } from "../../words/market";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { pickOf } from "./pick";
import { chosenOf, courseQuestion, heatQuestion, largestQuestion } from "./questions";
import { Renames } from "./Renames";
import type { FrameInUse } from "./useFrame";

const MEASURES = ["volume", "tonnes", "growth_year"] as const;

/** How much is sold over time, by whom, and which products each sells. */
export function VolumesTab({ frame }: { frame: FrameInUse }) {
  const scope = useScope();
  const [measure, setMeasure] = useUrlChoice("measure", MEASURES);
  const { times, by, step, source, unit } = frame;
  const period = scopeWords.span(times.period.from, times.period.until);
  const course = scopeWords.span(times.course.from, times.course.until);
  const chosen = chosenOf(frame);
  const isLines = measure === "growth_year" || chosen.length > 0;
  const isMatrix = by !== "product" && chosen.length !== 1 && scope.products.length !== 1;
  const what = [words.sources[source] ?? source, ...chosen.map(shortName), words.fuels[unit], course];
  return (
    <>
      <Panel
        id="course"
        className="lg:col-span-12"
        title={words.trend.title[measure]}
        hint={what.join(", ")}
        question={courseQuestion(frame, measure)}
        view={{ kind: isLines ? "line" : "area", x: step, y: measure, series: by }}
        height={380}
        onPick={pickOf(scope, by)}
        note={by === "company" ? <Renames /> : undefined}
        actions={
          <Segmented
            label={words.measure}
            name="measure"
            options={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
            value={measure}
            onChange={setMeasure}
          />
        }
      />
      <Panel
        id="largest"
        className="lg:col-span-12"
        title={
          chosen.length || (by === "product" && scope.products.length)
            ? words.largest.chosen(words.many[by])
            : words.largest.title(words.many[by])
        }
        hint={words.largest.hint(period)}
        question={largestQuestion(frame)}
        view={{ kind: "ranking", x: by, y: "volume" }}
        onPick={pickOf(scope, by)}
      />
      {isMatrix && (
        <Panel
          id="heat"
          className="lg:col-span-12"
          title={words.heat.title}
          hint={words.heat.hint(period)}
          question={heatQuestion(frame)}
          view={{ kind: "heat", x: "product", y: "share", series: by }}
          height={460}
          derive={withAnything}
          onPick={pickOf(scope, by)}
        />
      )}
    </>
  );
}

/** Cells that round to nothing stay empty, so that the others can be seen. */
function withAnything(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => Number(row["share"]) >= 0.0005);
}
