import { useMay } from "../../client/may";
import { HealthCard } from "./HealthCard";
import { JobsCard } from "./JobsCard";
import { SchedulesCard } from "./SchedulesCard";

/** Whether the engines run, what runs by itself, and what is to run when. */
export function HealthTab() {
  const mayOperate = useMay("operate");
  return (
    <div className="flex flex-col gap-6">
      <HealthCard />
      {mayOperate && <JobsCard />}
      {mayOperate && <SchedulesCard />}
    </div>
  );
}
