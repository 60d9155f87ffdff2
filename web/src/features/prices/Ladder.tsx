import { useState } from "react";
import { shortName } from "../../client/labels";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { price } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { prices } from "../../words/prices";
import type { Rung } from "./ladder";

const words = prices.ladder;
/** Companies at each end that are in sight at first. */
const ENDS = 10;

interface LadderProps {
  rungs: readonly Rung[];
  followed: readonly string[];
  onFollow: (company: string) => void;
}

/** Every company's price, lowest first, with how far it keeps from the market. */
export function Ladder({ rungs, followed, onFollow }: LadderProps) {
  const [isOpen, setOpen] = useState(false);
  const reach = Math.max(...rungs.map((each) => Math.abs(each.spread)), 0.01);
  // Whoever is followed stays in sight, wherever it stands.
  const isEnd = (index: number) => index < ENDS || index >= rungs.length - ENDS;
  const shown = rungs.filter((each, index) => isOpen || isEnd(index) || followed.includes(each.company));
  const columns: Column<Rung>[] = [
    { name: words.rank, isNumber: true, className: "w-12 text-faint", cell: (each) => each.place },
    { name: words.company, cell: (each) => <Company {...{ each, followed, onFollow }} /> },
    { name: words.price, isNumber: true, className: "font-semibold", cell: (each) => price(each.price) },
    { name: words.spread, isNumber: true, cell: (each) => <Spread spread={each.spread} reach={reach} /> },
  ];
  return (
    <>
      <Table caption={words.title} columns={columns} rows={shown} rowKey={(each) => each.company} />
      {rungs.length > 2 * ENDS && (
        <Button className="mt-3" onClick={() => setOpen(!isOpen)}>
          {isOpen ? words.fewer : words.more(rungs.length - shown.length)}
        </Button>
      )}
    </>
  );
}

function Company({ each, followed, onFollow }: { each: Rung } & Pick<LadderProps, "followed" | "onFollow">) {
  const isFollowed = followed.includes(each.company);
  return (
    <span className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        aria-pressed={isFollowed}
        title={isFollowed ? words.unpick(each.company) : words.pick(each.company)}
        onClick={() => onFollow(each.company)}
        className="min-h-6 rounded text-left hover:text-accent-strong hover:underline aria-pressed:font-semibold aria-pressed:text-accent-strong pointer-coarse:min-h-11"
      >
        <span className="sm:hidden">{shortName(each.company)}</span>
        <span className="max-sm:hidden">{each.company}</span>
      </button>
      {each.isRevised && (
        <span title={words.revisedNote}>
          <Badge tone="plain">{words.revised}</Badge>
        </span>
      )}
    </span>
  );
}

/** A bar to the left of the middle is cheaper than the median, to the right dearer. */
function Spread({ spread, reach }: { spread: number; reach: number }) {
  const width = `${(Math.abs(spread) / reach) * 50}%`;
  return (
    <span className="inline-flex items-center gap-3">
      <span aria-hidden="true" className="relative hidden h-3 w-40 sm:block">
        <span className="absolute inset-y-0 left-1/2 w-px bg-line-strong" />
        <span
          className={`absolute inset-y-0 ${spread < 0 ? "right-1/2 rounded-l bg-good" : "left-1/2 rounded-r bg-caution"}`}
          style={{ width }}
        />
      </span>
      <span className="w-14">{signed(spread)}</span>
    </span>
  );
}

function signed(value: number): string {
  const text = price(Math.abs(value));
  return text === price(0) ? text : `${value > 0 ? "+" : "−"}${text}`;
}
