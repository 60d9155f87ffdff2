import type { ForecastOfOne } from "../../client/forecasts";
import { Card } from "../../ui/Card";
import { forecasts } from "../../words/forecasts";

const words = forecasts.why;

interface WhyProps {
  series: ForecastOfOne;
  knownAt: string;
  className: string;
}

/** The reasons in sentences, and what changed since the forecast before. */
export function Why({ series: { rows, explanation }, knownAt, className }: WhyProps) {
  const changes = rows.flatMap(({ month, forecast }) => {
    const before = explanation.changed[month];
    return before && forecast !== null ? [words.changedOf(month, forecast / before - 1)] : [];
  });
  return (
    <Card title={words.title} hint={words.hint(knownAt)} className={className}>
      {explanation.words.length === 0 ? (
        <p className="text-sm text-soft">{words.none}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-2 pl-4 text-sm">
          {explanation.words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {changes.length > 0 && (
        <>
          <h3 className="mb-1 mt-4 text-sm font-semibold">{words.changed}</h3>
          <p className="text-sm text-soft">{changes.join(" · ")}</p>
        </>
      )}
    </Card>
  );
}
