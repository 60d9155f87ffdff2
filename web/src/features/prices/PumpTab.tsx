import { useMemo } from "react";
import { readValue } from "../../charts/format";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlText } from "../../ui/urlState";
import { prices as words } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { DayFigures } from "./DayFigures";
import { fuelName } from "./fuels";
import { ladder, nearestDay } from "./ladder";
import { Ladder } from "./Ladder";
import { MarketPanels } from "./MarketPanels";
import { DayPicker, FuelPicker } from "./Pickers";
import { daysQuestion, ladderQuestion, suspectsQuestion } from "./questions";
import { useFuel, type FuelInUse } from "./useFuel";

/** What every company asks at its pumps: on a day, and over time. */
export function PumpTab() {
  const use = useFuel("ex_pump");
  if (use.fault) return <ErrorState fault={use.fault} />;
  if (use.isLoading) return <Skeleton className="h-96" />;
  if (!use.fuel)
    return (
      <EmptyState title={words.none.title} action={{ label: words.none.action, href: "/data" }}>
        {words.none.text}
      </EmptyState>
    );
  return <Pump use={use} />;
}

function Pump({ use }: { use: FuelInUse }) {
  const scope = useScope();
  const [wished, setDay] = useUrlText("day");
  const known = useAnswer(daysQuestion(scope, use.filters), true);
  const days = useMemo(
    () => (known.data?.rows ?? []).filter(hasPrices).map((row) => String(row["day"])),
    [known.data],
  );
  const day = nearestDay(days, wished) ?? "";
  const window = known.data?.rows.find((row) => row["day"] === day)?.["window"];
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 lg:col-span-12">
        <FuelPicker use={use} />
        <DayPicker label={words.day.label} days={days} day={day} onChange={setDay} />
        {window && <p className="text-sm text-faint">{words.day.window(readValue("window", window))}</p>}
      </div>
      {day && <DayFigures use={use} day={day} window={String(window ?? "")} />}
      {day && <LadderPanel use={use} day={day} />}
      {known.data ? (
        <MarketPanels use={use} onDay={setDay} />
      ) : (
        <Skeleton className="h-[60rem] lg:col-span-12" />
      )}
    </div>
  );
}

function LadderPanel({ use, day }: { use: FuelInUse; day: string }) {
  const scope = useScope();
  const suspects = useAnswer(suspectsQuestion(scope, use.filters, day));
  const left = (suspects.data?.rows ?? []).filter((row) => Number(row["suspects"]) > 0);
  return (
    <Panel
      className="lg:col-span-12"
      id="ladder"
      height={960}
      title={words.ladder.title}
      hint={`${use.fuel ? fuelName(use.fuel) : ""}, ${words.ladder.hint(dayName(day))}`}
      question={ladderQuestion(scope, use.filters, day)}
      view={{ kind: "ranking", x: "company", y: "average_price" }}
      note={
        <>
          {words.ladder.note}
          {left.length > 0 && <Suspects rows={left} />}
        </>
      }
      picture={(rows) => (
        <Ladder
          rungs={ladder(rows)}
          followed={scope.companies}
          onFollow={(company) => scope.toggle("company", company)}
        />
      )}
    />
  );
}

function Suspects({ rows }: { rows: readonly Row[] }) {
  const told = rows.map((row) => words.ladder.suspect(String(row["company"]), String(row["printed"])));
  return (
    <p className="mt-1 text-caution">
      {words.ladder.suspects(rows.length)} {told.join(", ")}
    </p>
  );
}

function hasPrices(row: Row): boolean {
  return Number(row["prices"]) > 0;
}
