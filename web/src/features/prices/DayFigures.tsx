import { useAnswer } from "../../client/queries";
import { dayName } from "../../ui/dates";
import { exactNumber, percent, price } from "../../ui/numbers";
import { KpiTile } from "../../ui/KpiTile";
import { ErrorState } from "../../ui/states";
import { prices } from "../../words/prices";
import { useScope } from "../scope";
import { fuelName } from "./fuels";
import { dayQuestion, floorsQuestion } from "./questions";
import type { FuelInUse } from "./useFuel";

const words = prices.figures;

/** The market of one day in a few figures: the middle, the ends, the floor, and who moved. */
export function DayFigures({ use, day, window }: { use: FuelInUse; day: string; window: string }) {
  const scope = useScope();
  const answer = useAnswer(dayQuestion(scope, use.filters, day), true);
  const floors = useAnswer(floorsQuestion(scope, use.fuel?.product ?? ""));
  const row = answer.data?.rows[0];
  // A floor holds for its own window alone.
  const floor = floors.data?.rows.find((each) => each["kind"] === "floor" && each["window"] === window);
  const number = (column: string) => (row ? ((row[column] as number | null) ?? null) : undefined);
  const said = (column: string, say: (value: number) => string) => {
    const value = number(column);
    return value === undefined ? undefined : value === null ? null : say(value);
  };
  const median = number("median_price");
  const against = (column: string) => {
    const value = number(column);
    if (!value || !median) return undefined;
    return words.against(`${value < median ? "−" : "+"}${price(Math.abs(value - median))}`);
  };
  const unit = String(row?.["unit"] ?? "");
  const period = `${use.fuel ? fuelName(use.fuel) : ""} · ${dayName(day)}`;
  if (answer.error) return <ErrorState fault={answer.error} />;
  return (
    <div className="grid grid-cols-2 gap-4 lg:col-span-12 lg:grid-cols-5">
      <KpiTile
        title={words.median}
        period={period}
        value={said("median_price", price)}
        unit={unit}
        note={floor && words.floor(price(Number(floor["minimum_price"])), dayName(String(floor["window"])))}
      />
      <KpiTile
        title={words.lowest}
        period={period}
        value={said("minimum_price", price)}
        unit={unit}
        note={against("minimum_price")}
      />
      <KpiTile
        title={words.highest}
        period={period}
        value={said("maximum_price", price)}
        unit={unit}
        note={against("maximum_price")}
      />
      <KpiTile
        title={words.dispersion}
        period={period}
        value={said("dispersion_share", percent)}
        note={words.dispersionNote}
      />
      <KpiTile
        title={words.companies}
        period={period}
        value={said("companies_selling", exactNumber)}
        note={said("revisions", (value) => words.revisedOf(value))}
      />
    </div>
  );
}
