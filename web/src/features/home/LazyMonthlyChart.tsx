import { lazy, Suspense, type ComponentProps } from "react";
import { Skeleton } from "../../ui/states";

const MonthlyChart = lazy(() => import("../../charts/MonthlyChart"));

/** The chart, once its engine is here; until then its place is kept. */
export function LazyMonthlyChart(props: ComponentProps<typeof MonthlyChart>) {
  return (
    <Suspense fallback={<Skeleton className="h-72 sm:h-96" />}>
      <MonthlyChart {...props} />
    </Suspense>
  );
}
