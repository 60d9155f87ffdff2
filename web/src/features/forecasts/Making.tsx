import type { ForecastMaking } from "../../client/forecasts";
import { Card } from "../../ui/Card";
import { forecasts } from "../../words/forecasts";

const words = forecasts.making;

/** How far the work at a forecast is; the page asks again by itself. */
export function Making({ making: { state, done, total, what } }: { making: ForecastMaking }) {
  return (
    <Card title={words.title}>
      <div role="status" className="flex flex-col gap-3 text-sm">
        <p>{state === "waiting" ? words.waiting : words.running(done, total, what)}</p>
        <progress
          aria-label={words.progress(done, total)}
          className="bar h-2 w-full max-w-md"
          {...(total > 0 && { max: total, value: done })}
        />
        <p className="max-w-2xl text-soft">{words.text}</p>
      </div>
    </Card>
  );
}
