import type { ForecastOfOne } from "../../client/forecasts";
import { KpiTile } from "../../ui/KpiTile";
import { monthName, monthsName } from "../../ui/dates";
import { percent, shortNumber } from "../../ui/numbers";
import { forecasts as words } from "../../words/forecasts";
import { onLastYear } from "./model";

/** Next month, all months ahead together, and how far such a forecast missed before. */
export function Figures({ series }: { series: ForecastOfOne }) {
  const { rows, spans, accuracy, unit } = series;
  const [next, whole] = [rows[0], spans.at(-1)];
  const change = onLastYear(series);
  const likely = (of: { lo80: number | null; hi80: number | null } | undefined) =>
    of &&
    of.lo80 !== null &&
    of.hi80 !== null && <span className="block">{words.likely(of.lo80, of.hi80, unit)}</span>;
  const short = (value: number | null | undefined) => (value == null ? null : shortNumber(value));
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2 sm:gap-4 xl:grid-cols-4">
      <KpiTile
        title={words.next}
        period={next ? monthName(next.month) : ""}
        value={short(next?.forecast)}
        unit={unit}
        note={likely(next)}
      />
      <KpiTile
        title={words.whole(rows.length)}
        period={whole ? monthsName(whole.first, whole.last) : ""}
        value={short(whole?.forecast)}
        unit={unit}
        delta={change === null ? undefined : { change, against: words.onLastYear, good: "neither" }}
        note={likely(whole)}
      />
      <KpiTile
        title={words.miss}
        period={words.missPeriod(accuracy.folds)}
        value={accuracy.wape === null ? null : percent(accuracy.wape)}
        note={accuracy.naive_wape === null ? words.notYet : words.missNote(accuracy.naive_wape)}
      />
      <KpiTile
        title={words.held}
        period={words.heldPeriod}
        value={accuracy.coverage80 === null ? null : percent(accuracy.coverage80)}
        note={accuracy.coverage95 === null ? words.notYet : words.heldNote(accuracy.coverage95)}
      />
    </div>
  );
}
