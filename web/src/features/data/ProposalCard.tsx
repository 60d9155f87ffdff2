import { useId, useState } from "react";
import {
  useDecide,
  useMerge,
  useUndoDecision,
  useUndoMerge,
  type CompanyDecision,
  type Proposal,
  type Verdict,
} from "../../client/curation";
import { valueName } from "../../client/labels";
import { useMay } from "../../client/may";
import { Fault } from "../../client/requests";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { monthName } from "../../ui/dates";
import { shortNumber } from "../../ui/numbers";
import { toast } from "../../ui/Toasts";
import { words as data } from "../../words/data";

const words = data.companies;

interface Side {
  name: string;
  series: string;
  first: string;
  last: string;
  periods: number;
  volume: number;
}

/** One pair: what speaks for it and against it, and the three answers, each with its way back. */
export function ProposalCard({ pair, aside }: { pair: Proposal; aside: CompanyDecision | undefined }) {
  const [isTurned, setIsTurned] = useState(false);
  const [isDated, setDated] = useState(false);
  const [since, setSince] = useState("");
  const day = useId();
  const decision = useDecisions(pair, isTurned, since);
  const why = !useMay("curate") && words.mayNot;
  const [old, read] = isTurned
    ? [sideOf(pair, "company"), sideOf(pair, "alias")]
    : [sideOf(pair, "alias"), sideOf(pair, "company")];
  const { alias, company, together } = pair;
  return (
    <article
      aria-label={words.reads(old.name, read.name)}
      className="flex h-full flex-col rounded-xl border border-line bg-surface p-4"
    >
      <div className="mb-3 flex flex-wrap items-center gap-2 text-sm">
        <Badge tone={together > 0 ? "caution" : pair.confidence === 1 ? "good" : "plain"}>
          {words.sure(Math.round(pair.confidence * 100))}
        </Badge>
        <span className="text-soft">{together > 0 ? words.together(together) : words.apart}</span>
      </div>
      <div className="mb-3 grid gap-3 sm:grid-cols-2">
        <Name side={old} role={words.older} />
        <Name side={read} role={words.newer} />
      </div>
      <div className="mt-auto flex flex-wrap items-center justify-between gap-2">
        {isDated ? (
          <div className="flex items-center gap-2 text-xs text-faint">
            <label htmlFor={day}>{words.since}</label>
            <input
              id={day}
              type="date"
              autoFocus
              title={words.sinceHint}
              value={since}
              onChange={(event) => setSince(event.target.value)}
              className="figures min-h-9 rounded-lg border border-line bg-surface px-2 text-sm text-ink pointer-coarse:min-h-11"
            />
          </div>
        ) : (
          <Button look="bare" title={words.sinceHint} onClick={() => setDated(true)}>
            {words.sinceDay}
          </Button>
        )}
        <Button look="bare" aria-label={words.turnLabel} onClick={() => setIsTurned(!isTurned)}>
          {words.turn}
        </Button>
      </div>
      <div className="mt-3 flex flex-wrap justify-end gap-2 border-t border-line pt-3">
        {!aside && (
          <Button
            look="bare"
            why={why}
            aria-label={words.laterOf(alias, company)}
            onClick={() => decision.decide("later")}
          >
            {words.later}
          </Button>
        )}
        <Button why={why} aria-label={words.refuseOf(alias, company)} onClick={() => decision.decide("two")}>
          {words.refuse}
        </Button>
        <Button
          look="primary"
          why={why}
          aria-label={words.acceptOf(alias, company)}
          onClick={decision.accept}
        >
          {words.accept}
        </Button>
      </div>
    </article>
  );
}

function useDecisions(pair: Proposal, isTurned: boolean, since: string) {
  const merge = useMerge();
  const decide = useDecide();
  const undoMerge = useUndoMerge();
  const undoDecision = useUndoDecision();
  const said = { onError: tell };
  const undone = { onSuccess: () => toast(words.undone), onError: tell };
  const [old, read] = isTurned ? [pair.company, pair.alias] : [pair.alias, pair.company];
  return {
    // The card is gone by the time the platform answers, so that its answer is awaited here and not by the card.
    accept: () =>
      void merge
        .mutateAsync({ pair, since, isTurned })
        .then(
          ({ number }) =>
            toast(words.accepted(old, read), { onUndo: () => undoMerge.mutate(number, undone) }),
          said.onError,
        ),
    decide: (verdict: Verdict) =>
      void decide.mutateAsync({ pair, verdict }).then(
        ({ number }) =>
          toast(verdict === "two" ? words.refused : words.put, {
            onUndo: () => undoDecision.mutate(number, undone),
          }),
        said.onError,
      ),
  };
}

function tell(fault: unknown): void {
  const told = fault instanceof Fault ? [fault.what, fault.fix].filter(Boolean).join("; ") : String(fault);
  toast(told, { tone: "bad" });
}

function Name({ side, role }: { side: Side; role: string }) {
  return (
    <div className="min-w-0">
      <p className="text-xs text-faint">{role}</p>
      <p className="break-words font-semibold">{side.name}</p>
      <p className="figures mt-0.5 text-xs text-soft">
        {words.named(monthName(side.first), monthName(side.last), side.periods)}
        <span className="block">
          {words.supplied(
            side.series
              .split(", ")
              .map((each) => valueName("source", each))
              .join(", "),
            shortNumber(side.volume),
          )}
        </span>
      </p>
    </div>
  );
}

function sideOf(pair: Proposal, of: "alias" | "company"): Side {
  return {
    name: pair[of],
    series: pair[`${of}_series`],
    first: pair[`${of}_first`],
    last: pair[`${of}_last`],
    periods: pair[`${of}_periods`],
    volume: pair[`${of}_volume_l`],
  };
}
