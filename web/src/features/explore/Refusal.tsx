import type { Query } from "../../client/contract";
import { readable } from "../../client/labels";
import { Fault } from "../../client/requests";
import { Button } from "../../ui/Button";
import { Warning } from "../../ui/icons";
import { ErrorState } from "../../ui/states";
import { explore as words } from "../../words/explore";
import { waysOut } from "./refusal";

interface RefusalProps {
  fault: unknown;
  question: Query;
  onAsk: (question: Query) => void;
  onRetry: () => void;
}

/** Why a question has no answer, in the platform's own words, and the nearest ones that have. */
export function Refusal({ fault, question, onAsk, onRetry }: RefusalProps) {
  const ways = fault instanceof Fault && fault.status === 422 ? waysOut(fault.fix, question) : [];
  if (!(fault instanceof Fault) || fault.status !== 422)
    return <ErrorState fault={fault} onRetry={onRetry} />;
  return (
    <section
      role="alert"
      aria-label={words.refused}
      className="rounded-card border border-caution-line bg-caution-wash p-5 text-sm"
    >
      <p className="flex items-center gap-2 text-base font-semibold">
        <Warning className="size-5 shrink-0 text-caution" />
        {words.refused}
      </p>
      <p className="mt-2">{readable(fault.what)}.</p>
      {ways.length === 0 ? (
        <p className="mt-2 text-soft">{readable(fault.fix)}</p>
      ) : (
        <div className="mt-4 flex flex-wrap items-center gap-2">
          <span className="text-soft">{words.instead}</span>
          {ways.map((each, at) => (
            <Button
              key={each.hint}
              look={at === 0 ? "primary" : "quiet"}
              onClick={() => onAsk(each.question)}
            >
              {each.hint ? readable(each.hint) : words.doThis}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
}
