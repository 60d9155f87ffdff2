import type { Query } from "../../client/contract";
import { useAnswer } from "../../client/queries";
import { Card } from "../../ui/Card";
import { Skeleton } from "../../ui/states";
import { companies as words } from "../../words/companies";
import { silence, spans } from "./derive";

interface SilenceCardProps {
  question: Query;
  latest: string;
  className: string;
}

/** The months in which the tables say nothing of a company, or say zero: two different things. */
export function SilenceCard({ question, latest, className }: SilenceCardProps) {
  const answer = useAnswer(question, true);
  const { blank, zero, first } = silence(answer.data?.rows ?? [], latest);
  const texts = words.silence;
  return (
    <Card title={texts.title} hint={first && texts.hint(first, latest)} className={className}>
      {!answer.data ? (
        <Skeleton className="h-40" />
      ) : !first ? (
        <p className="text-sm text-soft">{texts.never}</p>
      ) : blank.length + zero.length === 0 ? (
        <p className="text-sm text-soft">{texts.none}</p>
      ) : (
        <dl
          className="flex max-h-80 flex-col gap-4 overflow-y-auto text-sm"
          tabIndex={0}
          aria-label={texts.title}
        >
          <Months name={texts.blank} months={blank} />
          <Months name={texts.zero} months={zero} />
        </dl>
      )}
    </Card>
  );
}

function Months({ name, months }: { name: string; months: readonly string[] }) {
  if (months.length === 0) return null;
  return (
    <div>
      <dt className="flex justify-between font-medium">
        {name} <span className="figures text-faint">{months.length}</span>
      </dt>
      {spans(months).map(([from, to]) => (
        <dd key={from} className="figures mt-1 text-soft">
          {words.silence.span(from, to)}
        </dd>
      ))}
    </div>
  );
}
