import { useMemo } from "react";
import { ChartCard } from "../../charts/ChartCard";
import { useAnswer } from "../../client/queries";
import type { QueryAnswer } from "../../client/contract";
import { scopeWords } from "../../words/scope";
import { supply } from "../../words/supply";
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
  const importers = useAnswer(sideQuestion(scope, time, unit, "bidec"), true);
  const marketers = useAnswer(sideQuestion(scope, time, unit, "omc"), true);
  const depots = useAnswer(sideQuestion(scope, time, unit, "depot"), true);
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
  const answer = marketers.data?.rows.length ? marketers.data : depots.data;
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
