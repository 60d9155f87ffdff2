import { Link } from "wouter";
import type { QueryRow } from "../../client/contract";
import { shortName } from "../../client/labels";
import type { CountUnit } from "../../ui/numbers";
import { percent, points } from "../../ui/numbers";
import { classes } from "../../ui/classes";
import { overview as words } from "../../words/overview";
import { Panel } from "../panels/Panel";
import { useScope, type Times } from "../scope";
import { moversQuestion } from "./questions";

interface MoversProps {
  way: "gained" | "lost";
  times: Times;
  unit: CountUnit;
  what: string;
  span: string;
  className: string;
}

/** The marketers whose share of the market changed most, with their rank before and now. */
export function Movers({ way, times, unit, what, span, className }: MoversProps) {
  const scope = useScope();
  return (
    <Panel
      id={way}
      className={className}
      title={words[way].title}
      hint={words[way].hint(what, span)}
      question={moversQuestion(scope, times, unit, way)}
      view={{ kind: "ranking", x: "company", y: "share_change", format: "percent" }}
      picture={(rows) => <MoverRows rows={rows} way={way} unit={unit} times={times} />}
      fills
      note={words.moversNote}
    />
  );
}

interface MoverRowsProps {
  rows: readonly QueryRow[];
  way: "gained" | "lost";
  unit: CountUnit;
  times: Times;
}

function MoverRows({ rows, way, unit, times }: MoverRowsProps) {
  const { link } = useScope();
  const moved = rows.filter((row) =>
    way === "gained" ? Number(row["share_change"]) > 0 : Number(row["share_change"]) < 0,
  );
  const largest = Math.max(...moved.map((row) => Math.abs(Number(row["share_change"]))));
  return (
    <ol className="flex flex-1 flex-col justify-between">
      {moved.map((row) => {
        const company = String(row["company"]);
        const change = Number(row["share_change"]);
        const time = { from: times.period.from, to: times.period.until };
        return (
          <li key={company} className="border-b border-line last:border-0">
            <Link
              href={link("/companies", { ...time, source: "omc", companies: [company], unit })}
              className="-mx-2 block rounded-lg px-2 py-2.5 hover:bg-sunken"
            >
              <span className="flex items-baseline justify-between gap-3 text-sm">
                <span className="min-w-0 truncate font-medium" title={company}>
                  {shortName(company)}
                </span>
                <span
                  className={classes(
                    "figures shrink-0 font-medium",
                    way === "gained" ? "text-good" : "text-caution",
                  )}
                >
                  {points(change)}
                </span>
              </span>
              <span aria-hidden="true" className="mt-1 block h-1 rounded-full bg-sunken">
                <span
                  className={classes(
                    "block h-full rounded-full",
                    way === "gained" ? "bg-good" : "bg-caution",
                  )}
                  style={{ width: `${(100 * Math.abs(change)) / largest}%` }}
                />
              </span>
              <span className="figures mt-1 flex justify-between gap-3 text-xs text-faint">
                <span>{words.rankWas(numberOf(row["rank"]), numberOf(row["rank_change"]))}</span>
                <span>{percent(Number(row["share"]))}</span>
              </span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}

function numberOf(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}
