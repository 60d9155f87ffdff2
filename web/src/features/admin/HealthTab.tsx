import { useMay } from "../../client/may";
import { HealthCard } from "./HealthCard";
import { JobsCard } from "./JobsCard";
import { SchedulesCard } from "./SchedulesCard";

/** Whether the engines run, what runs by itself, and what is to run when. */
export function HealthTab() {
  const mayOperate = useMay("operate");
  return (
    <div className="grid grid-cols-1 items-start gap-6 xl:grid-cols-[minmax(0,1fr)_minmax(0,1.7fr)]">
      <HealthCard />
      {mayOperate && (
        <div className="flex min-w-0 flex-col gap-6">
          <JobsCard />
          <SchedulesCard />
        </div>
      )}
    </div>
  );
}
