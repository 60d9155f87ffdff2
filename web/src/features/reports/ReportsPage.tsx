import { useMay } from "../../client/may";
import { Page } from "../../ui/Page";
import { words } from "../../words/reports";
import { DeliveriesCard } from "./DeliveriesCard";
import { MakeCard } from "./MakeCard";
import { NoMail } from "./NoMail";
import { SchedulesCard } from "./SchedulesCard";

/** A dashboard as a file: now, or by mail again and again. */
export function ReportsPage() {
  const mayOperate = useMay("operate");
  return (
    <Page title={words.title} hint={words.hint}>
      {mayOperate && <NoMail />}
      <MakeCard />
      {mayOperate && <SchedulesCard />}
      {mayOperate && <DeliveriesCard />}
    </Page>
  );
}
