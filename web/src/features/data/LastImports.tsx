import { Link } from "wouter";
import type { ImportedFile } from "../../client/contract";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { words as data } from "../../words/data";
import { VerdictBadge } from "./VerdictBadge";

const words = data.last;
const SHOWN = 5;

/** What came in last, each with its verdict and the way to what it says. */
export function LastImports({ imports }: { imports: readonly ImportedFile[] }) {
  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={
        <Link
          href="/data?tab=files"
          className="inline-flex min-h-8 items-center text-sm font-medium text-accent-strong hover:underline pointer-coarse:min-h-11"
        >
          {words.all(imports.length)}
        </Link>
      }
    >
      <ul className="divide-y divide-line">
        {imports.slice(0, SHOWN).map((each) => (
          <li
            key={each.import_id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5 first:pt-0 last:pb-0"
          >
            <div className="min-w-0 flex-1 basis-56">
              <Link
                href={`/data?tab=files&open=${each.import_id}`}
                className="min-h-6 break-all text-sm font-medium hover:text-accent-strong hover:underline pointer-coarse:min-h-11"
              >
                {each.file_name}
              </Link>
              <p className="figures text-xs leading-5 text-faint first-letter:uppercase">
                {each.reason || words.facts(each.fact_rows, each.finding_count)}
              </p>
            </div>
            <p className="figures flex items-center gap-3 text-xs text-faint">
              <span className="whitespace-nowrap">{dayName(each.recorded_at)}</span>
              <VerdictBadge verdict={each.withdrawn_at ? "withdrawn" : each.verdict} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
