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

const SCHEDULES = {
  queryKey: ["schedules"],
  queryFn: () => call("get", "/api/schedules"),
};

export function useSchedules() {
  return useQuery({ ...SCHEDULES, select: ({ schedules }) => schedules });
}

/** Whether a mail server is set up; undefined until that is known. */
export function useSendsMail() {
  return useQuery({ ...SCHEDULES, select: ({ sends_mail }) => sends_mail }).data;
}

/** Whether it has been found out, or cannot be, if mail is sent. */
export function useIsMailKnown() {
  return !useQuery(SCHEDULES).isPending;
}

/** The latest reports that were mailed, the newest first. */
export function useMailedReports() {
  return useLooks("mail_report");
}

/** Kinds of work that bring files in by themselves. */
export const IMPORT_KINDS = ["import_folder", "import_url"] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** The latest looks of one kind, the newest first. */
export function useLooks(kind: ImportKind | "mail_report") {
  return useQuery({
    queryKey: ["jobs", "looks", kind],
    queryFn: async () => (await call("get", "/api/jobs", { query: { kind, limit: 20 } })).jobs,
    refetchInterval: ({ state: held }) => (held.data?.some(isOnItsWay) ? 1_500 : 30_000),
  });
}

export interface NewSource {
  name: string;
  kind: ImportKind;
  place: string;
  cron: string;
  zone: string;
}

function useWorkChange<Given>(change: (given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["jobs"] });
      await client.invalidateQueries({ queryKey: ["schedules"] });
    },
  });
}

/** Lets a folder or an address be looked at on a schedule. */
export function useAddSource() {
  return useWorkChange(({ name, kind, place, cron, zone }: NewSource) =>
    call("post", "/api/schedules", {
      body: { name, kind, cron, zone, body: kind === "import_folder" ? { path: place } : { url: place } },
    }),
  );
}

export interface NewSchedule {
  name: string;
  cron: string;
  zone: string;
  body: Record<string, unknown>;
}

/** Lets a report be mailed again and again; one that was removed comes back the same way. */
export function useScheduleReport() {
  return useWorkChange((wanted: NewSchedule) =>
    call("post", "/api/schedules", { body: { kind: "mail_report", ...wanted } }),
  );
}

/** Looks now, unless the very same waits or runs already. */
export function useLookNow() {
  return useWorkChange(({ kind, body }: Schedule) => call("post", "/api/jobs", { body: { kind, body } }));
}

export function usePauseSchedule() {
  return useWorkChange(({ name, is_paused }: Schedule) =>
    call("patch", "/api/schedules/{name}", { path: { name }, body: { is_paused: !is_paused } }),
  );
}

export function useRemoveSchedule() {
  return useWorkChange(({ name }: Schedule) => call("delete", "/api/schedules/{name}", { path: { name } }));
}
