import { use, useEffect, type ReactNode } from "react";
import { Spark } from "../../charts/Spark";
import { SparkBars } from "../../charts/SparkBars";
import type { View } from "../../charts/view";
import type { Query, QueryAnswer, QueryRow } from "../../client/contract";
import { valueName } from "../../client/labels";
import { dayName, monthBy, monthName } from "../../ui/dates";
import { KpiTile } from "../../ui/KpiTile";
import { price, shortNumber } from "../../ui/numbers";
import { overview as words } from "../../words/overview";
import { PanelsContext } from "../panels/page";
import { useScope } from "../scope";
import { FUELS } from "./questions";

interface Asked {
  question: Query;
  answer: QueryAnswer | undefined;
}

interface KeyFiguresProps {
  month: string;
  national: Asked;
  competition: Asked;
  pump: Asked;
}

/** The month in one look: volumes, prices, and who is in the market, each with its course and its change. */
export function KeyFigures({ month, national, competition, pump }: KeyFiguresProps) {
  const units = (["L", "kg"] as const).filter((unit) => rowsOf(national, "unit", unit).length > 0);
  return (
    <section aria-label={words.figures}>
      <Register id="key-volumes" title={words.taken.volumes} asked={national} y="volume" />
      <Register
        id="key-competition"
        title={words.taken.competition}
        asked={competition}
        y="companies_active"
      />
      <Register id="key-prices" title={words.taken.prices} asked={pump} y="average_price" />
      <ul className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-4">
        {(national.answer ? units : (["L", "kg"] as const)).map((unit) => (
          <Volumes
            key={unit}
            month={month}
            unit={unit}
            rows={rowsOf(national, "unit", unit)}
            isKnown={!!national.answer}
          />
        ))}
        {FUELS.map((product) => (
          <Price key={product} product={product} asked={pump} />
        ))}
        <Competition month={month} asked={competition} />
      </ul>
    </section>
  );
}

/** Tells the page of a question whose answer stands in tiles, so that reports and dashboards can have it as well. */
function Register({ id, title, asked, y }: { id: string; title: string; asked: Asked; y: string }) {
  const { add } = use(PanelsContext);
  const key = JSON.stringify(asked.question);
  useEffect(() => {
    const view: View = { kind: "table", y };
    return add({ id, title, question: JSON.parse(key) as Query, view });
  }, [add, id, key, title, y]);
  return null;
}

interface VolumesProps {
  month: string;
  unit: "L" | "kg";
  rows: readonly QueryRow[];
  isKnown: boolean;
}

function Volumes({ month, unit, rows, isKnown }: VolumesProps) {
  const { link } = useScope();
  const now = rows.find((row) => row["month"] === month);
  const href = link("/market", { source: "national", unit });
  const volumes = new Map(rows.map((row) => [row["month"], numberOf(row["volume"])]));
  const thisYear = Array.from({ length: Number(month.slice(5)) }, (_, at) => monthBy(month, -at)).reverse();
  const course = (months: readonly string[]) => months.map((each) => volumes.get(each) ?? null);
  const tile = (column: string, growth: string, period: string, spark: ReactNode) => (
    <li>
      <KpiTile
        title={words.fuels[unit]}
        period={period}
        value={isKnown ? said(now?.[column]) : undefined}
        unit={unit}
        delta={{ change: numberOf(now?.[growth]), against: words.againstYear, good: "neither" }}
        spark={spark}
        href={href}
      />
    </li>
  );
  return (
    <>
      {tile(
        "volume",
        "growth_year",
        monthName(month),
        <Spark values={rows.map((row) => numberOf(row["volume"]))} className="h-7 w-full text-accent" />,
      )}
      {tile(
        "year_to_date",
        "growth_ytd",
        words.yearTo(month),
        <SparkBars
          values={course(thisYear)}
          before={course(thisYear.map((each) => monthBy(each, -12)))}
          className="h-7 w-full text-accent"
        />,
      )}
    </>
  );
}

function Price({ product, asked }: { product: string; asked: Asked }) {
  const { link } = useScope();
  const rows = rowsOf(asked, "product", product);
  const now = rows.at(-1);
  return (
    <li>
      <KpiTile
        title={words.pump(valueName("product", product))}
        period={now ? words.window(dayName(String(now["window"]))) : ""}
        note={asked.answer && !now && words.noPrices}
        value={asked.answer ? (now ? price(Number(now["average_price"])) : null) : undefined}
        unit={String(now?.["unit"] ?? "")}
        delta={{
          change: numberOf(now?.["average_price_growth"]),
          against: words.againstYear,
          good: "down",
        }}
        spark={
          <Spark
            values={rows.map((row) => numberOf(row["average_price"]))}
            className="h-7 w-full text-accent"
          />
        }
        href={link("/prices", { products: [product] })}
      />
    </li>
  );
}

function Competition({ month, asked }: { month: string; asked: Asked }) {
  const { link } = useScope();
  const rows = asked.answer?.rows ?? [];
  const now = rows.find((row) => row["month"] === month);
  const active = numberOf(now?.["companies_active_change"]);
  const top = numberOf(now?.["top_5_share"]);
  const isKnown = asked.answer !== undefined;
  const course = (column: string) => (
    <Spark values={rows.map((row) => numberOf(row[column]))} className="h-7 w-full text-accent" />
  );
  return (
    <>
      <li>
        <KpiTile
          title={words.companies}
          period={monthName(month)}
          value={isKnown ? said(now?.["companies_active"]) : undefined}
          delta={{
            change: active,
            against: words.againstYear,
            good: "neither",
            ...(active !== null && { said: words.companiesChange(active) }),
          }}
          spark={course("companies_active")}
          href={link("/market?view=entry", { source: "omc" })}
        />
      </li>
      <li>
        <KpiTile
          title={words.concentration}
          period={monthName(month)}
          value={isKnown ? said(now?.["hhi"]) : undefined}
          note={top === null ? undefined : words.concentrationNote(top)}
          spark={course("hhi")}
          href={link("/market?view=concentration", { source: "omc" })}
        />
      </li>
    </>
  );
}

function rowsOf({ answer }: Asked, column: string, value: string): readonly QueryRow[] {
  return (answer?.rows ?? []).filter((row) => row[column] === value);
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

function said(value: unknown): string | null {
  return typeof value === "number" ? shortNumber(value) : null;
}
