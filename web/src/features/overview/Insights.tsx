import { Link } from "wouter";
import { Card } from "../../ui/Card";
import { classes } from "../../ui/classes";
import { Chevron } from "../../ui/icons";
import { Skeleton } from "../../ui/states";
import { overview } from "../../words/overview";
import { useScope } from "../scope";
import type { Insight } from "./insights";

const { insights: words } = overview;
const TURNS = { up: "-rotate-90 text-good", down: "rotate-90 text-caution", level: "text-faint" } as const;

interface InsightsProps {
  insights: readonly Insight[] | undefined;
  span: string;
  className: string;
}

/** The facts worth a look, each a way to where it shows. */
export function Insights({ insights, span, className }: InsightsProps) {
  const { link } = useScope();
  return (
    <Card title={words.title} hint={words.hint(span)} className={className}>
      {!insights && <Skeleton className="h-96" />}
      {insights?.length === 0 && <p className="text-sm text-soft">{words.none}</p>}
      <ul className="-my-1 flex flex-col">
        {insights?.map((each) => (
          <li key={each.key} className="border-b border-line last:border-0">
            <Link
              href={link(each.path, each.part)}
              className="-mx-2 flex items-start gap-3 rounded-lg px-2 py-3 text-sm leading-5 hover:bg-sunken"
            >
              <Chevron className={classes("mt-0.5 size-4 shrink-0", TURNS[each.way])} />
              <span className="min-w-0 flex-1 text-pretty">{each.text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}
