import type { View } from "../../charts/view";
import type { HomeContents, QueryRow } from "../../client/contract";
import { OTHERS_CODE } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { overview as words } from "../../words/overview";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { useScope, useUnit, type Times } from "../scope";
import { Freshness } from "./Freshness";
import { Insights } from "./Insights";
import { KeyFigures } from "./KeyFigures";
import { Movers } from "./Movers";
import { Prices } from "./Prices";
import * as ask from "./questions";

const AREA: View = { kind: "area", x: "month", y: "volume", series: "product" };
const MIX: View = { kind: "ranking", x: "product", y: "share_tonnes" };
const LARGEST: View = { kind: "ranking", x: "company", y: "volume" };

interface ChartsProps {
  times: Times;
  home: HomeContents | undefined;
}

/** Everything that stands on the page once it is known which month is looked at. */
export function Charts({ times, home }: ChartsProps) {
  const scope = useScope();
  const nationalQuestion = ask.nationalQuestion(scope, times);
  const national = useAnswer(nationalQuestion, true);
  const unit = useUnit();
  const competitionQuestion = ask.competitionQuestion(scope, times, unit);
  const competition = useAnswer(competitionQuestion, true);
  const pumpQuestion = ask.pumpQuestion(scope, times);
  const pump = useAnswer(pumpQuestion, true);
  const sources = useAnswer(ask.sourcesQuestion(scope), true);
  const span = scopeWords.span(times.period.from, times.period.until);
  const what = words.fuels[unit];
  const pickProduct = (row: QueryRow) => {
    if (row["product"] !== OTHERS_CODE) scope.toggle("product", String(row["product"]));
  };
  return (
    <>
      <KeyFigures
        month={times.month}
        national={{ question: nationalQuestion, answer: national.data }}
        competition={{ question: competitionQuestion, answer: competition.data }}
        pump={{ question: pumpQuestion, answer: pump.data }}
      />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
        <Panel
          id="volume"
          className="lg:col-span-8"
          title={words.volume.title}
          hint={words.volume.hint(scopeWords.span(times.course.from, times.course.until))}
          question={ask.courseQuestion(scope, times)}
          view={AREA}
          height={440}
          fills
          onPick={pickProduct}
        />
        <Insights month={times.month} className="lg:col-span-4" />
        <Movers way="gained" times={times} unit={unit} what={what} span={span} className="lg:col-span-4" />
        <Movers way="lost" times={times} unit={unit} what={what} span={span} className="lg:col-span-4" />
        <Panel
          id="largest"
          className="lg:col-span-4"
          title={words.largest.title}
          hint={words.largest.hint(what, span)}
          question={ask.largestQuestion(scope, times, unit)}
          view={LARGEST}
          fills
        />
        <Panel
          id="mix"
          className="lg:col-span-4"
          title={words.mix.title}
          hint={words.mix.hint(span)}
          question={ask.mixQuestion(scope, times)}
          view={MIX}
          fills
          onPick={pickProduct}
        />
        <Prices times={times} className="lg:col-span-4" />
        <Freshness home={home} sources={sources.data?.rows} className="lg:col-span-4" />
      </div>
    </>
  );
}
