/** Insights: the few things worth knowing up to a month, as the server found them. */
import { useQuery } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

export type InsightTold = components["schemas"]["InsightTold"];

/** Those of the half year up to a month, the newest first. */
export function useInsights(until: string, limit: number) {
  return useQuery({
    queryKey: ["insights", until, limit],
    queryFn: () => call("get", "/api/insights", { query: { until, limit } }),
    staleTime: 60_000,
  });
}
