import { useCallback, useState } from "react";
import { isPair, useMerges, useProposals, type Proposals } from "../../client/curation";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { words as data } from "../../words/data";
import { MergesTable } from "./MergesTable";
import { ProposalCard } from "./ProposalCard";
import { isSure, SurePairs } from "./SurePairs";
import { TwoTable } from "./TwoTable";

const words = data.companies;
const SHOWS = ["open", "later", "two", "merged"] as const;
/** Fewer are weighed one by one as well. */
const FEWEST_AT_ONCE = 2;
const PAGE = 12;
type Show = (typeof SHOWS)[number];

/** Names that look like one company, and what was decided of such names. */
export function CompaniesTab() {
  const [show, setShow] = useUrlChoice("show", SHOWS);
  const [find, setFind] = useUrlText("company");
  const proposals = useProposals();
  const merges = useMerges();
  const looked = useCallback(setFind, [setFind]);
  const has = (...names: string[]) => names.join(" ").toLowerCase().includes(find.toLowerCase());
  const fault = proposals.error ?? merges.error;
  const counts: Record<Show, number | undefined> = {
    open: proposals.data && pairs(proposals.data, false).length,
    later: proposals.data && pairs(proposals.data, true).length,
    two: proposals.data?.decided.filter((each) => each.verdict === "two").length,
    merged: merges.data?.filter((each) => !each.withdrawn_at).length,
  };
  return (
    <Card title={words.title} hint={words.hint}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <div className="relative max-w-full overflow-x-auto whitespace-nowrap">
          <Segmented
            label={words.show}
            name="show"
            value={show}
            onChange={setShow}
            options={SHOWS.map((value) => ({ value, label: counted(words.shows[value], counts[value]) }))}
          />
        </div>
        <div className="grid w-full sm:w-72">
          <SearchField label={words.find} value={find} onChange={looked} />
        </div>
      </div>
      {fault && <ErrorState fault={fault} onRetry={() => void proposals.refetch()} />}
      {(proposals.isPending || merges.isPending) && <Skeleton className="h-96" />}
      {proposals.data && (show === "open" || show === "later") && (
        <Pairs told={proposals.data} isLater={show === "later"} has={has} isFiltered={find !== ""} />
      )}
      {proposals.data && show === "two" && (
        <TwoTable
          decisions={proposals.data.decided.filter(
            (each) => each.verdict === "two" && has(each.name, each.other),
          )}
        />
      )}
      {merges.data && show === "merged" && (
        <MergesTable merges={merges.data.filter((each) => has(each.alias, each.company))} />
      )}
    </Card>
  );
}

/** The proposals that were put aside, or those that were not. */
function pairs({ proposals, decided }: Proposals, isLater: boolean) {
  const aside = decided.filter((each) => each.verdict === "later");
  return proposals
    .map((pair) => ({ pair, aside: aside.find((each) => isPair(pair, each.name, each.other)) }))
    .filter((each) => Boolean(each.aside) === isLater);
}

interface PairsProps {
  told: Proposals;
  isLater: boolean;
  isFiltered: boolean;
  has: (...names: string[]) => boolean;
}

function Pairs({ told, isLater, has, isFiltered }: PairsProps) {
  const [most, setMost] = useState(PAGE);
  const [isWeighed, setWeighed] = useState(false);
  const shown = pairs(told, isLater).filter(({ pair }) => has(pair.alias, pair.company));
  if (shown.length === 0)
    return isFiltered ? (
      <EmptyState title={words.noMatch}>{words.noMatchText}</EmptyState>
    ) : (
      <EmptyState title={words.none}>{words.noneText}</EmptyState>
    );
  const sure = isLater ? [] : shown.map((each) => each.pair).filter(isSure);
  const isOne = isWeighed || sure.length < FEWEST_AT_ONCE;
  const weighed = isOne ? shown : shown.filter(({ pair }) => !isSure(pair));
  return (
    <>
      {!isOne && <SurePairs pairs={sure} onWeigh={() => setWeighed(true)} />}
      <ul className="grid gap-3 xl:grid-cols-2">
        {weighed.slice(0, most).map(({ pair, aside }) => (
          <li key={`${pair.alias}/${pair.company}`} className="min-w-0">
            <ProposalCard pair={pair} aside={aside} />
          </li>
        ))}
      </ul>
      {weighed.length > most && (
        <Button className="mt-4" onClick={() => setMost(most + PAGE)}>
          {data.more}
        </Button>
      )}
    </>
  );
}

function counted(label: string, count: number | undefined): string {
  return count === undefined ? label : `${label} (${count})`;
}
