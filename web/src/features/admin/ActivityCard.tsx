import { useActivity } from "../../client/accounts";
import type { Deed } from "../../client/contract";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { ErrorState, Skeleton } from "../../ui/states";
import { words } from "../../words/admin";
import { deedWords } from "./deedWords";

/** What happened in the organisation, the newest first; nothing in it can be changed. */
export function ActivityCard() {
  const activity = useActivity();
  const deeds = activity.data?.pages.flatMap((each) => each.activity) ?? [];
  return (
    <Card title={words.activity.title} hint={words.activity.hint}>
      {activity.isPending && <Skeleton className="h-64" />}
      {activity.error && <ErrorState fault={activity.error} onRetry={() => void activity.refetch()} />}
      {activity.isSuccess && deeds.length === 0 && <p className="text-sm text-soft">{words.nothingYet}</p>}
      {deeds.length > 0 && (
        <ol className="-my-2.5 divide-y divide-line">
          {deeds.map((each) => (
            <DeedRow key={each.number} deed={each} />
          ))}
        </ol>
      )}
      {activity.hasNextPage && (
        <Button
          className="mt-5"
          why={activity.isFetchingNextPage && words.activity.coming}
          onClick={() => void activity.fetchNextPage()}
        >
          {words.activity.more}
        </Button>
      )}
    </Card>
  );
}

function DeedRow({ deed }: { deed: Deed }) {
  return (
    <li className="grid grid-cols-1 gap-x-4 py-2.5 text-sm sm:grid-cols-[11rem_minmax(0,1fr)]">
      <time dateTime={deed.at} className="figures text-faint">
        {instantName(deed.at)}
      </time>
      <p className="min-w-0 break-words">
        <strong className="font-medium">{deed.person}</strong> {deedWords(deed)}
      </p>
    </li>
  );
}
