import { useCallback } from "react";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { Floors } from "./Floors";
import { floorsByWindow } from "./floors";
import { FollowedPanel } from "./FollowedPanel";
import { dispersionQuestion, floorsQuestion, marketQuestion, type Time } from "./questions";
import type { FuelInUse } from "./useFuel";

const words = prices.market;

/** The market from day to day: its middle and ends, how far prices lie apart, followed companies, floors. */
export function MarketPanels({ use, onDay }: { use: FuelInUse; onDay: (day: string) => void }) {
  const scope = useScope();
  const [time, setTime] = useUrlChoice<Time>("grain", ["day", "window"]);
  const toDay = time === "day" ? (row: Row) => onDay(String(row["day"])) : undefined;
  const product = use.fuel?.product ?? "";
  const floors = useAnswer(floorsQuestion(scope, product));
  const withFloors = useCallback(
    (rows: readonly Row[]) => beside(rows, floors.data?.rows ?? [], time),
    [floors.data, time],
  );
  return (
    <>
      <Panel
        className="lg:col-span-7"
        id="market"
        title={words.title}
        hint={words.hint[time]}
        actions={
          <Segmented
            label={words.time}
            name="grain"
            options={[
              { value: "day", label: words.byDay },
              { value: "window", label: words.byWindow },
            ]}
            value={time}
            onChange={setTime}
          />
        }
        question={marketQuestion(scope, use.filters, time)}
        view={{
          kind: "fan",
          x: time,
          y: "median_price",
          low: "minimum_price",
          high: "maximum_price",
          series: "kind",
        }}
        derive={withFloors}
        onPick={toDay}
      />
      <Panel
        className="lg:col-span-5"
        id="dispersion"
        title={words.dispersion}
        hint={words.dispersionHint}
        question={dispersionQuestion(scope, use.filters, time)}
        view={{ kind: "line", x: time, y: "dispersion_share", format: "percent" }}
        onPick={toDay}
      />
      <div className="lg:col-span-7">
        <FollowedPanel use={use} time={time} onPick={toDay} />
      </div>
      <Panel
        className="self-start lg:col-span-5"
        id="floors"
        title={words.floors}
        hint={words.floorsHint(String(floors.data?.rows[0]?.["unit"] ?? ""))}
        question={floorsQuestion(scope, product)}
        view={{ kind: "table", x: "window", y: "minimum_price", series: "kind" }}
        height={160}
        picture={(rows) => <Floors floors={floorsByWindow(rows)} />}
      />
    </>
  );
}

/** The floors at the pump that lie within the time of the prices, as lines of their own. */
function beside(rows: readonly Row[], floors: readonly Row[], time: Time): readonly Row[] {
  const days = rows.map((row) => String(row[time]));
  const [first = "", last = ""] = [days[0], days.at(-1)];
  const own = floors.filter(
    (row) => row["kind"] === "floor" && String(row["window"]) >= first && String(row["window"]) <= last,
  );
  return [
    ...rows.map((row) => ({ ...row, kind: "ex_pump" })),
    ...own.map((row) => ({
      [time]: row["window"] ?? null,
      kind: "floor",
      median_price: row["minimum_price"] ?? null,
      unit: row["unit"] ?? null,
    })),
  ];
}
