import { useState } from "react";
import type { Row } from "../../charts/view";
import { readValue } from "../../charts/format";
import { Button } from "../../ui/Button";
import { exactNumber, signedPercent } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { EmptyState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice } from "../../ui/urlState";
import { supply } from "../../words/supply";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { gapsQuestion } from "./questions";
import { insides, reconcile, STAGES, type Gap, type Inside, type Stage } from "./reconcile";

const words = supply.gaps;
const AT_FIRST = 25;
const PAIRS = ["any", "bidec-omc", "omc-national", "bidec-national", "bidec-depot", "depot-omc"] as const;
type Pair = (typeof PAIRS)[number];

/** Where the same litres are told differently by two stages: every difference, largest first, with what explains it. */
export function GapsPanel() {
  const scope = useScope();
  const [pair, setPair] = useUrlChoice<Pair>("stages", PAIRS);
  const [by, setBy] = useUrlChoice<"product" | "product_group">("by", ["product", "product_group"]);
  const [time, setTime] = useUrlChoice<"month" | "year">("per", ["month", "year"]);
  return (
    <Panel
      id="gaps"
      title={words.title}
      hint={words.hint}
      question={gapsQuestion(scope, time, by)}
      view={{ kind: "table", x: time, series: by, y: "volume" }}
      actions={
        <>
          <Segmented
            label={words.by}
            name="by"
            options={[
              { value: "product", label: words.byProduct },
              { value: "product_group", label: words.byGroup },
            ]}
            value={by}
            onChange={setBy}
          />
          <Segmented
            label={words.time}
            name="per"
            options={[
              { value: "month", label: words.byMonth },
              { value: "year", label: words.byYear },
            ]}
            value={time}
            onChange={setTime}
          />
          <Select
            label={words.pair}
            value={pair}
            onChange={(value) => setPair(value as Pair)}
            options={PAIRS.map((each) => ({ value: each, label: pairName(each) }))}
          />
        </>
      }
      picture={(rows, answer) => (
        <Gaps {...{ rows, time, by, pair }} known={insides(answer?.warnings ?? [])} />
      )}
    />
  );
}

interface GapsProps {
  rows: readonly Row[];
  time: string;
  by: string;
  known: readonly Inside[];
  pair: Pair;
}

function Gaps({ rows, time, by, known, pair }: GapsProps) {
  const [shown, setShown] = useState(AT_FIRST);
  const found = reconcile(rows, time, by, known, stagesOf(pair));
  const { gaps, compared, agreeing } = found;
  if (compared === 0) return <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>;
  const explained = gaps.filter((each) => each.reasons.length > 0).length;
  const stages = stagesOf(pair) ?? STAGES.filter((each) => rows.some((row) => row["source"] === each));
  return (
    <>
      <p className="mb-3 text-sm text-soft" role="status">
        {gaps.length === 0 ? words.allAgree(compared) : words.summary(agreeing, compared, gaps.length)}{" "}
        {explained > 0 && words.explained(explained)}
      </p>
      {gaps.length > 0 && (
        <Table
          caption={words.title}
          columns={columnsOf(time, by, stages)}
          rows={gaps.slice(0, shown)}
          rowKey={(each) => each.key}
          isTall
          stacks
        />
      )}
      {gaps.length > shown && (
        <div className="mt-3">
          <Button onClick={() => setShown(gaps.length)}>{words.more(gaps.length - shown)}</Button>
        </div>
      )}
    </>
  );
}

function columnsOf(time: string, by: string, stages: readonly Stage[]): Column<Gap>[] {
  return [
    { name: words.period, cell: (each) => readValue(time, each.period), className: "whitespace-nowrap" },
    { name: words.product, cell: (each) => readValue(by, each.what) },
    {
      name: words.difference,
      isNumber: true,
      className: "font-semibold",
      cell: (each) => `${signed(each.difference)} ${each.unit}`,
    },
    {
      name: words.ratio,
      isNumber: true,
      cell: (each) => (each.ratio === null ? "–" : signedPercent(each.ratio)),
    },
    ...stages.map((stage) => ({
      name: supply.stages.names[stage],
      isNumber: true,
      cell: (each: Gap) => amount(each.amounts[stage]),
    })),
    {
      name: words.which,
      className: "whitespace-nowrap",
      cell: (each) => words.between(supply.stages.names[each.from], supply.stages.names[each.to]),
    },
    {
      name: words.reason,
      className: "min-w-40",
      cell: (each) =>
        each.reasons.length ? (
          sentence(each.reasons.join("; "))
        ) : (
          <span className="text-faint">{words.noReason}</span>
        ),
    },
  ];
}

function amount(value: number | null) {
  return value === null ? "–" : exactNumber(value);
}

function signed(value: number): string {
  return `${value > 0 ? "+" : "−"}${exactNumber(Math.abs(value))}`;
}

function sentence(text: string): string {
  const readable = text.replace(/\b[a-z]+_[a-z_]+\b/g, (code) => readValue("product", code));
  return readable.charAt(0).toUpperCase() + readable.slice(1);
}

function stagesOf(pair: Pair): readonly [Stage, Stage] | undefined {
  return pair === "any" ? undefined : (pair.split("-") as [Stage, Stage]);
}

function pairName(pair: Pair): string {
  const stages = stagesOf(pair);
  return stages
    ? words.between(supply.stages.names[stages[0]], supply.stages.names[stages[1]])
    : words.anyPair;
}
