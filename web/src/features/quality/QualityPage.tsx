import { useCallback, useMemo } from "react";
import type { Row } from "../../charts/view";
import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { KpiTile } from "../../ui/KpiTile";
import { exactNumber, percent } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlText } from "../../ui/urlState";
import { scopeWords } from "../../words/scope";
import { quality as words } from "../../words/quality";
import { Panel } from "../panels/Panel";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, useScope } from "../scope";
import { productsQuestion, resultsQuestion, trendQuestion } from "./questions";
import { withLimits } from "./limits";
import { byParameter, bySample, resultsOf, type ParameterResults } from "./results";
import { saidLimits } from "./said";
import { Samples } from "./Samples";
import { Strips } from "./Strips";

/** What laboratories found in each product, held against what the specification allows. */
export function QualityPage() {
  return (
    <PanelPage title={words.title} hint={words.hint} filters={<FilterBar show={["time", "asOf"]} />}>
      <Products />
    </PanelPage>
  );
}

function Products() {
  const scope = useScope();
  const answer = useAnswer(productsQuestion(scope), true);
  if (answer.error) return <ErrorState fault={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Skeleton className="h-96" />;
  const products = answer.data.rows.map((row) => String(row["product"]));
  const [first] = products;
  if (!first)
    return (
      <EmptyState title={words.none.title} action={{ label: words.none.action, href: "/data" }}>
        {words.none.text}
      </EmptyState>
    );
  const product = scope.products.find((each) => products.includes(each)) ?? first;
  const options = products.map((each) => ({ value: each, label: valueName("product", each) }));
  const choose = (value: string) => scope.set({ products: [value] });
  return (
    <div className="flex flex-col gap-6">
      <div className="sm:hidden">
        <Select label={words.product} options={options} value={product} onChange={choose} />
      </div>
      <div className="max-sm:hidden">
        <Segmented label={words.product} name="product" options={options} value={product} onChange={choose} />
      </div>
      <Results product={product} />
    </div>
  );
}

function Results({ product }: { product: string }) {
  const scope = useScope();
  const question = resultsQuestion(scope, product);
  const answer = useAnswer(question, true);
  const results = useMemo(() => resultsOf(answer.data?.rows ?? []), [answer.data]);
  const parameters = useMemo(() => byParameter(results), [results]);
  const samples = useMemo(() => bySample(results), [results]);
  const [wished, setParameter] = useUrlText("parameter");
  const chosen =
    parameters.find((each) => each.parameter === wished) ??
    parameters.find((each) => each.results.some((result) => result.value !== null));
  const withChosenLimits = useCallback((rows: readonly Row[]) => withLimits(rows, chosen), [chosen]);
  const name = valueName("product", product);
  return (
    <>
      <Figures product={product} parameters={parameters} />
      <Panel
        id="strips"
        title={words.strips.title}
        hint={words.strips.hint(name)}
        question={question}
        view={{ kind: "table", x: "parameter", y: "quality_value" }}
        height={480}
        note={parameters.some((each) => each.hasOtherLimits) && `* ${words.strips.otherLimits}`}
        picture={() => (
          <Strips parameters={parameters} chosen={chosen?.parameter ?? ""} onChoose={setParameter} />
        )}
      />
      {chosen && (
        <Panel
          id="trend"
          title={words.trend.title(valueName("parameter", chosen.parameter))}
          hint={words.trend.hint}
          question={trendQuestion(scope, product, chosen.parameter)}
          view={{
            kind: "fan",
            x: "week",
            y: "quality_value",
            low: "quality_minimum",
            high: "quality_maximum",
            series: "line",
          }}
          derive={withChosenLimits}
          note={words.trend.limits(saidLimits(chosen))}
        />
      )}
      <Panel
        id="samples"
        title={words.samples.title}
        hint={words.samples.hint}
        question={question}
        view={{ kind: "table", x: "sample", y: "quality_value" }}
        height={360}
        picture={() => <Samples samples={samples} parameters={parameters} />}
      />
    </>
  );
}

function Figures({ product, parameters }: { product: string; parameters: readonly ParameterResults[] }) {
  const scope = useScope();
  const answer = useAnswer(productsQuestion(scope), true);
  const row = answer.data?.rows.find((each) => each["product"] === product);
  const period = `${valueName("product", product)} · ${scopeWords.span(scope.from, scope.to)}`;
  const judged = parameters.reduce((sum, each) => sum + each.judged, 0);
  const outside = parameters
    .filter((each) => each.outside > 0)
    .map((each) => valueName("parameter", each.parameter));
  const weeks = [...new Set(parameters.flatMap((each) => each.results.map((result) => result.week)))].sort();
  const [firstWeek, lastWeek] = [weeks[0], weeks.at(-1)];
  const share = row?.["share_within"];
  return (
    <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
      <KpiTile
        title={words.figures.within}
        period={period}
        value={row && (typeof share === "number" ? percent(share) : null)}
        note={judged ? words.figures.withinNote(judged) : words.figures.noJudged}
      />
      <KpiTile
        title={words.figures.outside}
        period={period}
        value={row && exactNumber(Number(row["outside"]))}
        note={outside.length ? outside.join(", ") : words.figures.outsideNone}
      />
      <KpiTile
        title={words.figures.samples}
        period={period}
        value={row && exactNumber(Number(row["samples"]))}
        note={words.figures.samplesNote}
      />
      <KpiTile
        title={words.figures.weeks}
        period={period}
        value={row && exactNumber(weeks.length)}
        note={firstWeek && lastWeek && words.figures.weeksNote(dayName(firstWeek), dayName(lastWeek))}
      />
    </div>
  );
}
