import type { FindingsPage, HomeContents, ImportedFile } from "../../client/contract";
import { useFindings, useHome } from "../../client/queries";
import { classes } from "../../ui/classes";
import { counted, exactNumber } from "../../ui/numbers";
import { Skeleton } from "../../ui/states";

/** The report in four figures: how many files gave facts, how many did not, and how much is left to look at. */
export function TieOut({ imports }: { imports: readonly ImportedFile[] | undefined }) {
  const blocks = useFindings({ severity: "blocks" }).data?.pages[0];
  const home = useHome().data;
  const looks = useFindings({ severity: "look" }).data?.pages[0];
  if (!imports || !blocks || !looks || !home) return <Skeleton className="mb-6 h-[6.5rem] rounded-card" />;
  const read = imports.filter((each) => each.verdict === "read");
  const refused = imports.filter((each) => each.verdict === "refused");
  const rows = read.reduce((total, each) => total + each.fact_rows, 0);
  return (
    <dl className="mb-6 grid grid-cols-2 overflow-hidden rounded-card border border-line bg-surface shadow-card lg:grid-cols-4">
      <Figure name="Files read" value={read.length} words={`${counted(rows, "fact")}, ${tiedWords(home)}`} />
      <Figure
        name="Files refused"
        value={refused.length}
        words="each with its reason below"
        isBad={refused.length > 0}
      />
      <Figure
        name="Kept out"
        value={blocks.total}
        words={`cells not taken in, ${rulesOf(blocks)}`}
        isBad={blocks.total > 0}
      />
      <Figure name="To look at" value={looks.total} words={`taken in as printed, ${rulesOf(looks)}`} />
    </dl>
  );
}

function tiedWords({ tied, untied }: HomeContents): string {
  return `${exactNumber(tied ?? 0)} of ${counted((tied ?? 0) + (untied ?? 0), "printed total")} agree`;
}

function rulesOf(page: FindingsPage): string {
  return counted(Object.keys(page.rules).length, "rule");
}

function Figure({
  name,
  value,
  words,
  isBad,
}: {
  name: string;
  value: number;
  words: string;
  isBad?: boolean;
}) {
  return (
    <div className="flex flex-col-reverse border-line p-4 not-first:border-l max-lg:nth-[2n+1]:border-l-0 max-lg:nth-[n+3]:border-t sm:p-5">
      <dd className="text-xs text-faint">{words}</dd>
      <dd className={classes("figures text-2xl font-semibold tracking-tight", isBad && "text-bad")}>
        {exactNumber(value)}
      </dd>
      <dt className="text-[0.8125rem] text-soft">{name}</dt>
    </div>
  );
}
