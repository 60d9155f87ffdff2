import type { Row } from "../../charts/view";
import { readValue } from "../../charts/format";
import { readable } from "../../client/labels";
import { productName } from "../../client/products";
import { useAnswer } from "../../client/queries";
import { DataGrid, type GridColumn } from "../../ui/DataGrid";
import { exactNumber, signedPercent } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { EmptyState } from "../../ui/states";
import { useUrlChoice } from "../../ui/urlState";
import { supply } from "../../words/supply";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { comparedQuestion, disagreementsQuestion, gapsQuestion } from "./questions";
import { byStage, insides, reconcile, STAGES, type Gap, type Inside, type Stage } from "./reconcile";

const words = supply.gaps;
const PAIRS = ["any", "bidec-omc", "omc-national", "bidec-national", "bidec-depot", "depot-omc"] as const;
type Pair = (typeof PAIRS)[number];

/** Where the same litres are told differently by two stages: every difference, largest first, with what explains it. */
export function GapsPanel() {
  const scope = useScope();
  const [pair, setPair] = useUrlChoice<Pair>("stages", PAIRS);
  const [by, setBy] = useUrlChoice<"product" | "product_group">("by", ["product", "product_group"]);
  const [time, setTime] = useUrlChoice<"month" | "year">("per", ["month", "year"]);
  const [which, setWhich] = useUrlChoice<"all" | "unexplained">("gaps", ["all", "unexplained"]);
  const counted = useAnswer(comparedQuestion(scope)).data?.rows[0];
  // The model itself tells the months and products that differ; two stages, groups and years are put side by side here.
  const isTold = pair === "any" && time === "month" && by === "product" && counted?.["disagreements"] !== 0;
  return (
    <Panel
      id="gaps"
      title={words.title}
      hint={words.hint}
      question={isTold ? disagreementsQuestion(scope) : gapsQuestion(scope, time, by)}
      view={{ kind: "table", x: time, series: by, y: isTold ? "disagreement" : "volume" }}
      note={words.open}
      picture={(rows, answer) => (
        <>
          <div className="mb-4 flex flex-wrap items-center gap-3">
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
            <Segmented
              label={words.shown}
              name="gaps"
              options={[
                { value: "all", label: words.all },
                { value: "unexplained", label: words.unexplained },
              ]}
              value={which}
              onChange={setWhich}
            />
            <Select
              label={words.pair}
              value={pair}
              onChange={(value) => setPair(value as Pair)}
              options={PAIRS.map((each) => ({ value: each, label: pairName(each) }))}
            />
          </div>
          <Gaps
            {...{ time, by, pair, which }}
            rows={isTold ? byStage(rows) : rows}
            compared={isTold ? Number(counted?.["compared"] ?? 0) : undefined}
            known={insides(answer?.warnings ?? [])}
          />
        </>
      )}
    />
  );
}

interface GapsProps {
  rows: readonly Row[];
  /** How many figures were compared, where the rows are those alone that differ. */
  compared: number | undefined;
  time: string;
  by: string;
  known: readonly Inside[];
  pair: Pair;
  which: "all" | "unexplained";
}

function Gaps({ rows, time, by, known, pair, which, ...told }: GapsProps) {
  const scope = useScope();
  const found = reconcile(rows, time, by, known, stagesOf(pair));
  const { gaps } = found;
  const compared = told.compared ?? found.compared;
  if (compared === 0) return <EmptyState title={words.nothing}>{words.nothingHint}</EmptyState>;
  const explained = gaps.filter((each) => each.reasons.length > 0).length;
  const stages = STAGES.filter((stage) => gaps.some((each) => each.amounts[stage] !== null));
  return (
    <>
      <p className="mb-3 text-sm text-soft" role="status">
        {gaps.length === 0
          ? words.allAgree(compared)
          : words.summary(compared - gaps.length, compared, gaps.length)}{" "}
        {explained > 0 && words.explained(explained)}
      </p>
      {gaps.length > 0 && (
        <DataGrid
          label={words.title}
          fileName={words.fileName}
          columns={columnsOf(time, by, stages)}
          rows={which === "all" ? gaps : gaps.filter((each) => each.reasons.length === 0)}
          maxHeight="23rem"
          onOpen={(each) =>
            scope.set({ ...months(each.period), ...(by === "product" && { products: [each.what] }) })
          }
        />
      )}
    </>
  );
}

function columnsOf(time: string, by: string, stages: readonly Stage[]): GridColumn<Gap>[] {
  const between = (each: Gap) => words.between(supply.stages.names[each.from], supply.stages.names[each.to]);
  return [
    {
      key: "period",
      name: words.period,
      value: (each) => each.period,
      show: (each) => readValue(time, each.period),
      width: 96,
    },
    {
      key: "difference",
      name: words.difference,
      isNumber: true,
      value: (each) => each.difference,
      show: (each) => <strong className="font-semibold">{`${signed(each.difference)} ${each.unit}`}</strong>,
      width: 130,
    },
    {
      key: "what",
      name: words.product,
      value: (each) => readValue(by, each.what),
      show: (each) => <span className="text-[0.8125rem]">{readValue(by, each.what)}</span>,
      width: 204,
    },
    {
      key: "between",
      name: words.which,
      value: between,
      show: (each) => <span className="text-[0.8125rem]">{between(each)}</span>,
      width: 168,
    },
    {
      key: "reason",
      name: words.reason,
      value: reasonOf,
      show: (each) => (
        <span className="text-[0.8125rem]" title={each.reasons.map(({ why }) => readable(why)).join("; ")}>
          {reasonOf(each)}
        </span>
      ),
      width: 306,
    },
    {
      key: "ratio",
      name: words.ratio,
      isNumber: true,
      value: (each) => each.ratio,
      show: (each) => (each.ratio === null ? "–" : signedPercent(each.ratio)),
      width: 104,
    },
    ...stages.map((stage) => ({
      key: stage,
      name: supply.stages.names[stage],
      isNumber: true,
      value: (each: Gap) => each.amounts[stage],
      show: (each: Gap) => amount(each.amounts[stage]),
      width: 120,
    })),
  ];
}

/** The months of a period, so that the page can speak of it alone. */
function months(period: string) {
  return period.length > 4 ? { from: period, to: period } : { from: `${period}-01`, to: `${period}-12` };
}

function reasonOf({ what, reasons }: Gap): string {
  const said = reasons.map(({ part, whole, before }) => {
    const year = before.slice(0, 4);
    return what === part ? words.countedAs(productName(whole), year) : words.held(productName(part), year);
  });
  return said.join("; ") || words.noReason;
}

function amount(value: number | null) {
  return value === null ? "–" : exactNumber(value);
}

function signed(value: number): string {
  return `${value > 0 ? "+" : "−"}${exactNumber(Math.abs(value))}`;
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
