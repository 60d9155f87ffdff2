import { use, useEffect, useMemo } from "react";
import { ChartCard } from "../../charts/ChartCard";
import type { Query, QueryAnswer } from "../../client/contract";
import { OTHERS_CODE } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { scopeWords } from "../../words/scope";
import { supply } from "../../words/supply";
import { PanelsContext } from "../panels/page";
import { useScope } from "../scope";
import { flow, PATH } from "./flow";
import { sideQuestion, type Time } from "./questions";

const words = supply.flow;

interface FlowPanelProps {
  unit: string;
  time: Time;
}

/** Importers on the left, products in the middle, and on the right who took the same litres out. */
export function FlowPanel({ unit, time }: FlowPanelProps) {
  const scope = useScope();
  const [brought, taken] = [sideQuestion(scope, time, unit, "bidec"), sideQuestion(scope, time, unit, "omc")];
  const importers = useAnswer(brought, true);
  const marketers = useAnswer(taken, true);
  const depots = useAnswer(sideQuestion(scope, time, unit, "depot"), true);
  useHalf("flow-in", words.half.in, brought, ["company", "product"]);
  useHalf("flow-out", words.half.out, taken, ["product", "company"]);
  const isKnown = importers.data && marketers.data && depots.data;
  const rows = useMemo(() => {
    if (!isKnown) return undefined;
    const out = marketers.data.rows.length ? marketers.data.rows : depots.data.rows;
    const name = marketers.data.rows.length ? "company" : "depot";
    return flow({ name: "company", rows: importers.data.rows }, { name, rows: out }, unit);
  }, [isKnown, importers.data, marketers.data, depots.data, unit]);
  const period =
    scope.from || scope.to ? scopeWords.span(scope.from, scope.to) : scopeWords.span(time.from, time.to);
  const missing = missingOf(importers.data, marketers.data);
  const answer = both(importers.data, marketers.data?.rows.length ? marketers.data : depots.data);
  return (
    <ChartCard
      id="flow"
      title={words.title}
      hint={words.hint(period)}
      view={{ kind: "sankey", path: [...PATH], y: "volume" }}
      rows={rows}
      answer={answer}
      fault={importers.error ?? marketers.error}
      height={560}
      onPick={({ product }) => {
        if (product && product !== OTHERS_CODE) scope.toggle("product", String(product));
      }}
      isBehind={importers.isPlaceholderData || marketers.isPlaceholderData}
      note={
        <>
          {words.note} {missing && words.missing(missing)}
        </>
      }
    />
  );
}

function missingOf(importers: QueryAnswer | undefined, marketers: QueryAnswer | undefined): string {
  const none = [
    importers?.rows.length === 0 && words.importer,
    marketers?.rows.length === 0 && words.marketer,
  ];
  return none.filter(Boolean).join(", ").toLowerCase();
}

/** Two answers make the picture: the files and notes of both stand under it. */
function both(one: QueryAnswer | undefined, other: QueryAnswer | undefined): QueryAnswer | undefined {
  if (!one || !other) return undefined;
  const sources = [...one.meta.sources, ...other.meta.sources];
  return { ...other, meta: { ...other.meta, sources }, warnings: [...one.warnings, ...other.warnings] };
}

/** A page is taken along question by question: each half of the flow is one. */
function useHalf(id: string, title: string, question: Query, path: string[]) {
  const { add } = use(PanelsContext);
  const key = JSON.stringify(question);
  useEffect(
    () => add({ id, title, question, view: { kind: "sankey", path, y: "volume" } }),
    // The question and the path are new at each turn of the page, and the same by their words.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [add, id, title, key],
  );
}
