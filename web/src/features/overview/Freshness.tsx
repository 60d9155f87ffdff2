import { Link } from "wouter";
import type { HomeContents, QueryRow } from "../../client/contract";
import { valueName } from "../../client/labels";
import { useFindings } from "../../client/queries";
import { buttonLook } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { monthName } from "../../ui/dates";
import { Check, Warning } from "../../ui/icons";
import { Skeleton } from "../../ui/states";
import { overview } from "../../words/overview";

const { fresh: words } = overview;

interface FreshnessProps {
  home: HomeContents | undefined;
  sources: readonly QueryRow[] | undefined;
  className: string;
}

/** How far each source reaches, what was taken in, and what somebody should look at. */
export function Freshness({ home, sources, className }: FreshnessProps) {
  const prices = home?.datasets.find((each) => each.dataset === "price");
  const lines = [
    ...(sources ?? []).flatMap((row) =>
      row["last_month"]
        ? [{ name: valueName("source", row["source"]), month: String(row["last_month"]) }]
        : [],
    ),
    ...(prices?.last ? [{ name: words.prices, month: dayBefore(prices.last).slice(0, 7) }] : []),
  ].sort((a, b) => b.month.localeCompare(a.month));
  return (
    <Card title={words.title} hint={words.hint} className={className} fills>
      {sources && home ? (
        <>
          <table className="w-full text-sm">
            <thead className="text-left text-xs text-faint">
              <tr>
                <th className="pb-1 font-medium">{words.source}</th>
                <th className="pb-1 text-right font-medium">{words.newest}</th>
                <th className="pb-1 text-right font-medium">{words.age}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((each) => (
                <tr key={each.name} className="border-t border-line">
                  <td className="py-2">{each.name}</td>
                  <td className="figures py-2 text-right">{monthName(each.month)}</td>
                  <td className="figures py-2 text-right text-soft">
                    {words.old(monthsOld(each.month, new Date()))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          <Findings home={home} />
        </>
      ) : (
        <Skeleton className="h-80" />
      )}
    </Card>
  );
}

function Findings({ home }: { home: HomeContents }) {
  const blocking = useFindings({ severity: "blocks" });
  const blocks = blocking.data?.pages[0]?.total;
  const looks = blocks === undefined || home.findings === null ? 0 : home.findings - blocks;
  return (
    <div className="mt-auto border-t border-line pt-3">
      <ul className="flex min-h-16 flex-col gap-1 text-sm">
        <li className="flex items-center gap-2">
          <Check className="size-4 shrink-0 text-good" />
          {words.files(home.imports ?? 0, home.refused ?? 0)}
        </li>
        {!!blocks && (
          <li className="flex items-center gap-2">
            <Warning className="size-4 shrink-0 text-bad" />
            {words.blocks(blocks)}
          </li>
        )}
        {!!looks && (
          <li className="flex items-center gap-2">
            <Warning className="size-4 shrink-0 text-caution" />
            {words.looks(looks)}
          </li>
        )}
      </ul>
      <Link href="/data?tab=quality" className={`${buttonLook("quiet")} mt-3`}>
        {words.data}
      </Link>
    </div>
  );
}

/** Whole months from a month to the day: the month that runs is 0. */
export function monthsOld(month: string, now: Date): number {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return (now.getFullYear() - year) * 12 + now.getMonth() + 1 - number;
}

function dayBefore(end: string): string {
  return new Date(Date.parse(`${end.slice(0, 10)}T00:00:00Z`) - 86_400_000).toISOString();
}
