import { Link } from "wouter";
import { valueName } from "../../client/labels";
import type { SiteStock, StockSystem } from "../../client/wetStock";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { wetStock as words } from "../../words/wetStock";
import { CausesCard } from "./CausesCard";
import { CourseCard } from "./CourseCard";
import { DaysCard } from "./DaysCard";
import { DropsCard } from "./DropsCard";
import { MetersCard } from "./MetersCard";
import { deedsOf } from "./model";
import { VerdictMark } from "./VerdictMark";

/** A month of one tank: what is so, why, and what to do about it. */
export function System({ system, stock }: { system: StockSystem; stock: SiteStock }) {
  return (
    <div className="flex flex-col gap-6">
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Result system={system} isOver={stock.is_over} />
        <Deeds system={system} />
      </div>
      <CourseCard system={system} />
      <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-2">
        <CausesCard causes={system.causes} />
        <MetersCard meters={system.meter_drifts} />
      </div>
      <DropsCard drops={system.drops} />
      <DaysCard system={system} month={stock.month} />
    </div>
  );
}

function Result({ system, isOver }: { system: StockSystem; isOver: boolean }) {
  const { rule, leak } = system;
  const { result } = words;
  const say = (value: number | null, as: (value: number) => string) => (value === null ? "–" : as(value));
  return (
    <Card
      title={result.title}
      hint={`${system.tanks.join(", ")} · ${valueName("product", system.product)}`}
      actions={<VerdictMark verdict={system.verdict} />}
    >
      {!isOver && <p className="mb-4 text-sm font-medium text-caution">{words.notOver}</p>}
      {system.reasons.length > 0 && <p className="mb-4 text-sm">{result.why(system.reasons)}</p>}
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Part title={result.rule} hint={result.ruleHint} verdict={rule.verdict}>
          {[
            [result.variance, say(rule.variance_l, words.signed)],
            [result.limit, say(rule.limit_l, (each) => `±${words.litres(each)}`)],
            [result.sold, say(rule.flow_l, words.litres)],
            [result.days, say(rule.measured_days, String)],
          ]}
        </Part>
        <Part title={result.leak} hint={result.leakHint} verdict={leak.verdict}>
          {[
            [result.rate, say(leak.rate_l_h, words.rateOf)],
            [result.threshold, say(leak.threshold_l_h, (each) => `±${words.rate(each)}`)],
            [result.mdl, say(leak.mdl_l_h, words.rate)],
            [result.found, say(leak.found_share, words.percent)],
            [result.rests, result.spans(leak.spans ?? 0, leak.quiet_h ?? 0, leak.days ?? 0)],
          ]}
        </Part>
      </div>
      <p className="mt-5 text-xs text-faint">
        {[
          rule.is_standard !== null && words.litresAre[String(rule.is_standard)],
          leak.since && leak.until && result.since(dayName(leak.since), dayName(leak.until)),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {system.notes.length > 0 && (
        <details className="mt-3 text-sm">
          <summary className="cursor-pointer text-soft">{words.notes}</summary>
          <ul className="mt-2 list-disc space-y-1 pl-5 text-soft">
            {system.notes.map((each) => (
              <li key={each} className="first-letter:uppercase">
                {each}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

interface PartProps {
  title: string;
  hint: string;
  verdict: StockSystem["verdict"];
  children: readonly (readonly [string, string])[];
}

function Part({ title, hint, verdict, children }: PartProps) {
  return (
    <section aria-label={title}>
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="text-sm font-semibold">{title}</h3>
        <VerdictMark verdict={verdict} />
      </div>
      <p className="mt-1 text-xs text-faint">{hint}</p>
      <dl className="figures mt-3 flex flex-col gap-1.5 text-sm">
        {children.map(([name, says]) => (
          <div key={name} className="flex justify-between gap-4">
            <dt className="shrink-0 text-soft">{name}</dt>
            <dd className="text-right font-medium">{says}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Deeds({ system }: { system: StockSystem }) {
  return (
    <Card title={words.deeds.title}>
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-sm marker:text-faint">
        {deedsOf(system).map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ol>
      <Link
        href={`/network/tank?${new URLSearchParams({ id: system.tanks[0] ?? system.system })}`}
        className="mt-4 inline-block text-sm font-medium text-accent-strong hover:underline"
      >
        {words.seeTank}
      </Link>
    </Card>
  );
}
