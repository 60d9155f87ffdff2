/** Work that runs by itself: jobs, the newest first, and the schedules that queue them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { components } from "./schema";
import { call } from "./requests";

export type Job = components["schemas"]["Job"];
export type Schedule = components["schemas"]["Schedule"];

/** Jobs in a state, or all; read again while any of them is on its way. */
export function useJobs(state: Job["state"] | "") {
  return useInfiniteQuery({
    queryKey: ["jobs", state],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call("get", "/api/jobs", {
        query: { limit: 20, ...(state && { state }), cursor: pageParam },
      }),
    getNextPageParam: (last) => last.next_cursor,
    refetchInterval: ({ state: held }) =>
      held.data?.pages.some(({ jobs }) => jobs.some(isOnItsWay)) ? 2_000 : 30_000,
  });
}

export function isOnItsWay({ state }: Job): boolean {
  return state === "waiting" || state === "running";
}

function useJobChange(route: "/api/jobs/{job_id}/cancel" | "/api/jobs/{job_id}/retry") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call("post", route, { path: { job_id: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["jobs"] }),
  });
}

export function useCancelJob() {
  return useJobChange("/api/jobs/{job_id}/cancel");
}

export function useRetryJob() {
  return useJobChange("/api/jobs/{job_id}/retry");
}

export function useSchedules() {
  return useQuery({
    queryKey: ["schedules"],
    queryFn: async () => (await call("get", "/api/schedules")).schedules,
  });
}
