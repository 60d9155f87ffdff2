import type { Row } from "../../charts/view";
import type { CountUnit } from "../../ui/numbers";
import { exactNumber, shortQuantity } from "../../ui/numbers";
import { supply as words } from "../../words/supply";
import { STAGES, type Stage } from "./reconcile";

/** The stages of the same litres side by side, each with how it differs from the one before; never added. */
export function Stages({ rows, unit }: { rows: readonly Row[]; unit: CountUnit }) {
  const volumes = new Map(rows.map((row) => [row["source"] as Stage, row["volume"]]));
  const known = STAGES.filter((each) => typeof volumes.get(each) === "number");
  return (
    <ol className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
      {STAGES.map((stage) => {
        const volume = volumes.get(stage);
        const before = known[known.indexOf(stage) - 1];
        return (
          <li key={stage} className="rounded-xl border border-line bg-sunken/50 px-4 py-3">
            <p className="text-sm font-medium text-soft">{words.stages.names[stage]}</p>
            {typeof volume === "number" ? (
              <>
                <p className="figures mt-1 text-2xl font-semibold" title={`${exactNumber(volume)} ${unit}`}>
                  {shortQuantity(volume, unit)}
                </p>
                <p className="mt-1 text-xs leading-5 text-faint">
                  {before === undefined
                    ? words.stages.meaning[stage]
                    : told(volume - Number(volumes.get(before)), unit, before)}
                </p>
              </>
            ) : (
              <>
                <p className="mt-1 text-2xl font-semibold text-faint">{words.cover.unknown}</p>
                <p className="mt-1 text-xs leading-5 text-faint">{words.stages.none}</p>
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}

function told(difference: number, unit: string, before: Stage) {
  if (difference === 0) return words.stages.same;
  const sign = difference > 0 ? "+" : "−";
  const text = `${sign}${shortQuantity(Math.abs(difference), unit)}`;
  return <span className="text-caution">{words.stages.against(text, words.stages.names[before])}</span>;
}
