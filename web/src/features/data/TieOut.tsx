import type { ImportedFile } from "../../client/contract";
import { useFindings, useHome } from "../../client/queries";
import { classes } from "../../ui/classes";
import { exactNumber } from "../../ui/numbers";
import { Skeleton } from "../../ui/states";
import { words as data } from "../../words/data";

const words = data.tieOut;

/** The report in four figures: how many files gave facts, how many did not, and how much is left to look at. */
export function TieOut({ imports }: { imports: readonly ImportedFile[] | undefined }) {
  const home = useHome().data;
  const groups = useFindings({}).data?.pages[0]?.groups;
  if (!imports || !groups || !home) return <Skeleton className="h-[6.5rem] rounded-card" />;
  const read = imports.filter((each) => each.verdict === "read" && !each.withdrawn_at);
  const refused = imports.filter((each) => each.verdict === "refused");
  const rows = read.reduce((total, each) => total + each.fact_rows, 0);
  const of = (severity: string) => groups.filter((each) => each.severity === severity);
  const count = (severity: string) => of(severity).reduce((total, each) => total + each.count, 0);
  const { tied, untied } = home;
  return (
    <dl className="grid grid-cols-2 overflow-hidden rounded-card border border-line bg-surface shadow-card lg:grid-cols-4">
      <Figure
        name={words.read}
        value={read.length}
        note={words.readNote(rows, tied ?? 0, (tied ?? 0) + (untied ?? 0))}
      />
      <Figure
        name={words.refused}
        value={refused.length}
        note={words.refusedNote}
        isBad={refused.length > 0}
      />
      <Figure
        name={words.kept}
        value={count("blocks")}
        note={words.keptNote(of("blocks").length)}
        isBad={count("blocks") > 0}
      />
      <Figure name={words.look} value={count("look")} note={words.lookNote(of("look").length)} />
    </dl>
  );
}

interface FigureProps {
  name: string;
  value: number;
  note: string;
  isBad?: boolean;
}

function Figure({ name, value, note, isBad }: FigureProps) {
  return (
    <div className="flex flex-col-reverse justify-end border-line p-4 not-first:border-l max-lg:nth-[2n+1]:border-l-0 max-lg:nth-[n+3]:border-t sm:p-5">
      <dd className="text-xs text-faint">{note}</dd>
      <dd className={classes("figures text-2xl font-semibold tracking-tight", isBad && "text-bad")}>
        {exactNumber(value)}
      </dd>
      <dt className="text-[0.8125rem] text-soft">{name}</dt>
    </div>
  );
}
