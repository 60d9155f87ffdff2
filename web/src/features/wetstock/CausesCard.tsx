import type { StockCause } from "../../client/wetStock";
import { Card } from "../../ui/Card";
import { classes } from "../../ui/classes";
import { EmptyState } from "../../ui/states";
import { wetStock } from "../../words/wetStock";
import { causeName, rangeOf } from "./model";

const words = wetStock.causes;

/** Where the litres went: each cause with the range that it lies in; what cannot be told apart is said together. */
export function CausesCard({ causes }: { causes: readonly StockCause[] }) {
  const reach = Math.max(1, ...causes.flatMap((each) => rangeOf(each).map(Math.abs)));
  const at = (value: number) => 50 + (value / reach) * 50;
  return (
    <Card title={words.title} hint={words.hint}>
      {causes.length === 0 ? (
        <EmptyState title={words.none}>{words.noneHint}</EmptyState>
      ) : (
        <ul className="flex flex-col gap-4 text-sm">
          {causes.map((each) => (
            <Cause key={each.causes.join()} cause={each} at={at} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Cause({ cause, at }: { cause: StockCause; at: (litres: number) => number }) {
  const [low, high] = rangeOf(cause);
  const litres = cause.litres ?? 0;
  const isSure = low * high > 0;
  const [from, to] = [at(Math.min(litres, 0)), at(Math.max(litres, 0))];
  return (
    <li>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="min-w-0 font-medium first-letter:uppercase">
          {causeName(cause.causes)}
          {cause.causes.length > 1 && (
            <span className="ml-2 text-xs font-normal text-faint">{words.together}</span>
          )}
        </span>
        <span className="figures font-semibold">{words.value(litres)}</span>
      </div>
      <svg
        viewBox="0 0 100 10"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-1 h-4 w-full overflow-visible"
      >
        <rect x="0" y="3" width="100" height="4" className="fill-sunken" />
        <rect
          x={from}
          y="2"
          width={Math.max(to - from, 0.4)}
          height="6"
          className={classes(isSure ? "fill-accent" : "fill-line-strong")}
        />
        <path
          d={`M${at(low)} 5H${at(high)}M${at(low)} 2.5v5M${at(high)} 2.5v5`}
          className="stroke-ink"
          strokeWidth="1.5"
          vectorEffect="non-scaling-stroke"
        />
        <path
          d="M50 0v10"
          className="stroke-faint"
          strokeWidth="1"
          strokeDasharray="2 2"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <p className="figures flex flex-wrap justify-between gap-x-4 text-xs text-faint">
        <span>{words.range(low, high)}</span>
        {!isSure && <span>{words.unsure}</span>}
      </p>
    </li>
  );
}
