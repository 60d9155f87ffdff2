import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ImportDetail } from "../../client/contract";
import { Badge } from "../../ui/Badge";
import { words as data } from "../../words/data";
import { TieBadge } from "./EditionsTable";
import { VerdictBadge } from "./VerdictBadge";

const words = data.file;

/** How a file ties out: against its own printed totals, its sums of months, other files, and what was read before. */
export function TieLine({ file }: { file: ImportDetail }) {
  const { rules, editions } = file;
  const sums = rules["sum_sheet_mismatch"] ?? 0;
  const hasSums = sums > 0 || (rules["sum_sheets_in_file"] ?? 0) > 0;
  const across = rules["cross_source_mismatch"] ?? 0;
  const before = editions.filter((each) => each.replaces).length;
  const report = (rule: string) => `/data?tab=quality&file=${file.import_id}&rule=${rule}`;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm text-soft">
      <VerdictBadge verdict={file.withdrawn_at ? "withdrawn" : file.verdict} />
      <TieBadge editions={editions} noun={words.noun} />
      {hasSums && (
        <Leads to={sums > 0 ? report("sum_sheet_mismatch") : ""}>
          <Badge tone={sums > 0 ? "caution" : "good"}>{words.sums(sums)}</Badge>
        </Leads>
      )}
      {across > 0 && (
        <Leads to={report("cross_source_mismatch")}>
          <Badge tone="caution">{words.across(across)}</Badge>
        </Leads>
      )}
      {before > 0 && (
        <Leads to={`/data?tab=changes&since=file&import=${file.import_id}`}>
          <Badge tone="plain">{words.tookPlace(before)}</Badge>
        </Leads>
      )}
      {file.reason || words.facts(file.fact_rows, editions.length)}
    </div>
  );
}

function Leads({ to, children }: { to: string; children: ReactNode }) {
  return to ? (
    <Link href={to} className="inline-flex min-h-6 items-center rounded-md hover:underline">
      {children}
    </Link>
  ) : (
    children
  );
}
