import { Link } from "wouter";
import type { View } from "../../charts/view";
import type { Query } from "../../client/contract";
import { useInsights } from "../../client/insights";
import { Card } from "../../ui/Card";
import { classes } from "../../ui/classes";
import { monthName } from "../../ui/dates";
import { Chevron } from "../../ui/icons";
import { ErrorState, Skeleton } from "../../ui/states";
import { overview } from "../../words/overview";
import { exploreLink } from "../panels/links";

const { insights: words } = overview;
const TURNS = { up: "-rotate-90 text-good", down: "rotate-90 text-caution", level: "text-faint" } as const;
const MOST = 6;

interface InsightsProps {
  month: string;
  className: string;
}

/** The few things worth knowing, each a way to the figures that show it. */
export function Insights({ month, className }: InsightsProps) {
  const { data, error, refetch } = useInsights(month, MOST);
  const told = data?.insights;
  return (
    <Card title={words.title} hint={words.hint} className={className} fills>
      {error && <ErrorState fault={error} onRetry={() => void refetch()} />}
      {!told && !error && <Skeleton className="h-96" />}
      {told?.length === 0 && (
        <p className="text-sm text-soft">{data?.looked_at ? words.none : words.notYet}</p>
      )}
      <ul
        className="-my-1 flex max-h-[30rem] flex-col overflow-y-auto"
        tabIndex={told?.length ? 0 : undefined}
      >
        {told?.map((each) => (
          <li key={each.id} className="border-b border-line last:border-0">
            <Link
              href={exploreLink(each.question as unknown as Query, each.view as unknown as View)}
              className="flex items-start gap-3 rounded-lg py-3 pr-2 text-sm leading-5 hover:bg-sunken"
            >
              <Chevron className={classes("mt-0.5 size-4 shrink-0", TURNS[each.way])} />
              <span className="min-w-0 flex-1 text-pretty">
                <span className="block font-medium">{each.title}</span>
                <span className="mt-0.5 block text-soft">{each.text}</span>
                <span className="mt-0.5 block text-xs text-faint">{monthName(each.month)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
