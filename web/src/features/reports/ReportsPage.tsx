import { useIsMailKnown } from "../../client/jobs";
import { useMay } from "../../client/may";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/states";
import { words } from "../../words/reports";
import { DeliveriesCard } from "./DeliveriesCard";
import { MakeCard } from "./MakeCard";
import { useDashboards } from "./kept";
import { NoMail } from "./NoMail";
import { SchedulesCard } from "./SchedulesCard";

/** A dashboard as a file: now, or by mail again and again. */
export function ReportsPage() {
  const mayOperate = useMay("operate");
  const isMailKnown = useIsMailKnown();
  const dashboards = useDashboards();
  // Nothing moves once it is there: what stands above is known first.
  if (dashboards.isPending || (mayOperate && !isMailKnown))
    return (
      <Page title={words.title} hint={words.hint}>
        <Skeleton className="h-[44rem] rounded-card" />
      </Page>
    );
  return (
    <Page title={words.title} hint={words.hint}>
      {mayOperate && <NoMail />}
      <MakeCard />
      {mayOperate && <SchedulesCard />}
      {mayOperate && <DeliveriesCard />}
    </Page>
  );
}
