import type { Row } from "../../charts/view";
import type { CountUnit } from "../../ui/numbers";
import { Segmented } from "../../ui/Segmented";
import { Skeleton } from "../../ui/states";
import { scopeWords } from "../../words/scope";
import { supply as words } from "../../words/supply";
import { Panel } from "../panels/Panel";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, presetMonths, useMonths, useScope, type HeldMonths } from "../scope";
import { CoverPanel } from "./CoverPanel";
import { FlowPanel } from "./FlowPanel";
import { GapsPanel } from "./GapsPanel";
import { depotsQuestion, depotTrendQuestion, stagesQuestion, type Time } from "./questions";
import { Stages } from "./Stages";
import { StoragePanel } from "./StoragePanel";

const EVER: Time = { from: "", to: "" };

/** The way of the litres: who brings them in, who takes them out, where the tables disagree, and what tanks hold. */
export function SupplyPage() {
  const months = useMonths("omc");
  const usual = months ? presetMonths("months12", months.latest) : EVER;
  return (
    <PanelPage
      title={words.title}
      hint={words.hint}
      filters={<FilterBar show={["time", "product", "depot", "asOf"]} source="omc" usual={usual} />}
    >
      {months === undefined ? <Skeleton className="h-[60rem]" /> : <Parts usual={usual} />}
    </PanelPage>
  );
}

function Parts({ usual }: { usual: Time }) {
  const scope = useScope();
  const unit: CountUnit = scope.unit || "L";
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
      <Panel
        className="lg:col-span-12"
        id="stages"
        title={words.stages.title}
        hint={scopeWords.span(scope.from || usual.from, scope.to || usual.to)}
        question={stagesQuestion(scope, usual, unit)}
        view={{ kind: "table", x: "source", y: "volume" }}
        height={120}
        actions={
          <Segmented
            label={words.unit}
            name="unit"
            options={[
              { value: "L", label: words.units.L },
              { value: "kg", label: words.units.kg },
            ]}
            value={unit}
            onChange={(value) => scope.set({ unit: value === "L" ? "" : value })}
          />
        }
        picture={(rows) => <Stages rows={rows} unit={unit} />}
      />
      <div className="lg:col-span-12">
        <FlowPanel unit={unit} time={usual} />
      </div>
      <div className="lg:col-span-12">
        <GapsPanel />
      </div>
      <Depots unit={unit} scope={scope} />
      <StoragePanel />
    </div>
  );
}

function Depots({ unit, scope }: { unit: CountUnit; scope: ReturnType<typeof useScope> }) {
  const held = useMonths("depot");
  if (held === undefined) return <Skeleton className="h-96 lg:col-span-12" />;
  return <DepotPanels held={held} {...{ unit, scope }} />;
}

interface DepotPanelsProps {
  held: HeldMonths | null;
  unit: CountUnit;
  scope: ReturnType<typeof useScope>;
}

function DepotPanels({ held, unit, scope }: DepotPanelsProps) {
  const time: Time = held ? presetMonths("months12", held.latest) : EVER;
  const known = held && { from: time.from > held.first ? time.from : held.first, to: held.latest };
  const isApart = Boolean(
    known && ((scope.from && scope.from > known.to) || (scope.to && scope.to < known.from)),
  );
  const period =
    scope.from || scope.to
      ? scopeWords.span(scope.from, scope.to)
      : scopeWords.span(known?.from ?? "", known?.to ?? "");
  const note = isApart && known && (
    <>
      {words.depots.none}{" "}
      <button
        type="button"
        className="min-h-6 font-medium text-accent-strong underline underline-offset-4 pointer-coarse:min-h-11"
        onClick={() => scope.set(known)}
      >
        {words.depots.showHeld(scopeWords.span(known.from, known.to))}
      </button>
    </>
  );
  return (
    <>
      <Panel
        className="self-start lg:col-span-7"
        id="depots"
        title={words.depots.throughput}
        hint={words.depots.throughputHint(period)}
        question={depotsQuestion(scope, time, unit)}
        view={{ kind: "ranking", x: "depot", y: "volume" }}
        derive={thatHaveAny}
        onPick={(row: Row) => row["depot"] !== "others" && scope.toggle("depot", String(row["depot"]))}
        note={note}
      />
      <Panel
        className="lg:col-span-5"
        id="depot-trend"
        title={words.depots.trend}
        hint={words.depots.trendHint}
        question={depotTrendQuestion(scope, time, unit)}
        view={{ kind: "area", x: "month", y: "volume", series: "depot" }}
        height={420}
        note={note}
      />
      <div className="lg:col-span-12">
        <CoverPanel source={held ? "depot" : "national"} time={known ?? EVER} />
      </div>
    </>
  );
}

/** A depot that loaded nothing in this unit is no place of a ranking. */
function thatHaveAny(rows: readonly Row[]): readonly Row[] {
  return rows.filter((row) => Number(row["volume"]) > 0);
}
