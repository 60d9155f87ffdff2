import { valueName } from "../../client/labels";
import { useMemo } from "react";
import type { Row } from "../../charts/view";
import { readValue } from "../../charts/format";
import { useAnswer } from "../../client/queries";
import { dayName } from "../../ui/dates";
import { exactNumber, shortQuantity } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { EmptyState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice } from "../../ui/urlState";
import { scopeWords } from "../../words/scope";
import { supply } from "../../words/supply";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { cover, type Cover } from "./cover";
import { newest } from "./newest";
import { capacityQuestion, outflowQuestion, type Time } from "./questions";

const words = supply.cover;
/** A bar that is longer says no more. */
const A_YEAR = 365;

interface CoverPanelProps {
  /** Whose volumes leave the tanks, and when. */
  source: string;
  time: Time;
}

/** What tanks hold beside what leaves them: how many days full tanks would last. */
export function CoverPanel({ source, time }: CoverPanelProps) {
  const scope = useScope();
  const [by, setBy] = useUrlChoice<"product_group" | "depot">("cover", ["product_group", "depot"]);
  const split = by === "depot" ? ["depot", "product_group"] : ["product_group"];
  const capacity = useAnswer(capacityQuestion(scope, ...split));
  const held = useMemo(() => newest(capacity.data?.rows ?? []), [capacity.data]);
  const { from, to } = scope.from || scope.to ? scope : time;
  const period = scopeWords.span(from, to);
  return (
    <Panel
      id="cover"
      title={words.title}
      hint={words.hint}
      question={outflowQuestion(scope, time, by === "depot" ? "depot" : source, split)}
      view={{ kind: "table", x: "month", series: by, y: "volume" }}
      actions={
        <Segmented
          label={words.by}
          name="cover"
          options={[
            { value: "product_group", label: words.group },
            { value: "depot", label: words.depot },
          ]}
          value={by}
          onChange={setBy}
        />
      }
      note={
        <>
          {words.formula} {words.of(valueName("source", by === "depot" ? "depot" : source), period)}{" "}
          {held[0] && words.stated(dayName(String(held[0]["day"])))} {words.mass}
        </>
      }
      picture={(rows) => <Covers rows={rows} held={held} by={by} />}
    />
  );
}

function Covers({
  rows,
  held,
  by,
}: {
  rows: readonly Row[];
  held: readonly Row[];
  by: "product_group" | "depot";
}) {
  const all = cover(held, rows);
  // Depots are spelt differently in both publications: only names that stand in both can be compared.
  const lines = by === "depot" ? all.filter((each) => each.days !== null) : all;
  if (lines.length === 0) return <EmptyState title={words.empty}>{supply.gaps.nothingHint}</EmptyState>;
  const most = Math.min(A_YEAR, Math.max(...lines.map((each) => each.days ?? 0), 1));
  const columns: Column<Cover>[] = [
    ...(by === "depot" ? [{ name: words.depot, cell: (each: Cover) => each.depot }] : []),
    { name: words.what, cell: (each) => readValue("product_group", each.group) },
    { name: words.capacity, isNumber: true, cell: (each) => known(each.capacity, whole) },
    {
      name: words.daily,
      isNumber: true,
      cell: (each) => known(each.daily, (value) => shortQuantity(value, each.dailyUnit)),
    },
    { name: words.days, isNumber: true, className: "font-semibold", cell: (each) => daysCell(each, most) },
  ];
  return (
    <>
      <Table caption={words.title} columns={columns} rows={lines} rowKey={(each) => each.key} stacks />
      {by === "depot" && (
        <p className="mt-3 text-xs leading-5 text-soft">
          {words.names(new Set(lines.map((each) => each.depot)).size)}
        </p>
      )}
    </>
  );
}

function daysCell(each: Cover, most: number) {
  if (each.days === null)
    return <span className="text-xs font-normal text-faint">{words.whyNot[reason(each)]}</span>;
  return (
    <span className="inline-flex items-center justify-end gap-3">
      <span aria-hidden="true" className="hidden h-2 w-28 rounded-full bg-sunken sm:block">
        <span
          className="block h-2 rounded-full bg-accent"
          style={{ width: `${Math.min(100, Math.max(2, (each.days / most) * 100))}%` }}
        />
      </span>
      <span className="min-w-14">{exactNumber(Math.round(each.days * 10) / 10)}</span>
    </span>
  );
}

function reason({ capacity, daily }: Cover): keyof typeof words.whyNot {
  return capacity === null ? "noCapacity" : daily === null ? "noOutflow" : "mass";
}

/** Tanks are known to the cubic metre, not to the litre. */
function whole(value: number): string {
  return exactNumber(Math.round(value));
}

function known(value: number | null, say: (value: number) => string) {
  return value === null ? words.unknown : say(value);
}
