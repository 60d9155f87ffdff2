import { useMemo } from "react";
import { Spark } from "../../charts/Spark";
import { monthlySeries } from "../../charts/series";
import type { QueryRow } from "../../client/contract";
import { classes } from "../../ui/classes";
import { monthName } from "../../ui/dates";
import { shortNumber, signedPercent, type CountUnit } from "../../ui/numbers";
import { Skeleton } from "../../ui/states";
import { latestMonth, latestYear, type Figure } from "./figures";

const WORDS: Record<CountUnit, string> = { L: "Liquid fuels", kg: "LPG" };

/** The newest month and the newest twelve, in litres and in kilograms apart. */
export function KeyFigures({ rows }: { rows: readonly QueryRow[] | undefined }) {
  const tiles = useMemo(
    () => (rows ? (["L", "kg"] as const).flatMap((unit) => figuresOf(rows, unit)) : null),
    [rows],
  );
  if (tiles?.length === 0) return null;
  return (
    <ul className="mb-6 grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
      {tiles
        ? tiles.map((each) => <Tile key={`${each.unit} ${each.period}`} {...each} />)
        : [1, 2, 3, 4].map((each) => (
            <li key={each}>
              <Skeleton className="h-[11rem] rounded-card" />
            </li>
          ))}
    </ul>
  );
}

interface TileProps {
  period: string;
  unit: CountUnit;
  figure: Figure;
}

function figuresOf(rows: readonly QueryRow[], unit: CountUnit): TileProps[] {
  const all = monthlySeries(rows, unit);
  const month = latestMonth(all);
  const year = latestYear(all);
  return [
    ...(month ? [{ period: monthName(month.months[1]), unit, figure: month }] : []),
    ...(year ? [{ period: `Year to ${monthName(year.months[1])}`, unit, figure: year }] : []),
  ];
}

function Tile({ period, unit, figure }: TileProps) {
  const { value, change, spark } = figure;
  return (
    <li className="flex flex-col rounded-card border border-line bg-surface p-4 shadow-card sm:p-5">
      <p className="text-[0.8125rem] font-medium leading-5">{WORDS[unit]}</p>
      <p className="text-xs leading-5 text-faint">{period}</p>
      <p className="figures mt-1 text-[1.375rem] font-semibold leading-8 tracking-tight sm:text-2xl">
        {shortNumber(value)} <span className="text-base font-medium text-faint">{unit}</span>
      </p>
      <p className="figures min-h-5 text-xs text-faint">
        {change !== null && (
          <>
            <span className={classes("font-medium", change >= 0 ? "text-good" : "text-caution")}>
              {signedPercent(change)}
            </span>{" "}
            on last year
          </>
        )}
      </p>
      <Spark values={spark} className="mt-3 h-7 w-full text-accent" />
    </li>
  );
}
