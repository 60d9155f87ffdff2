/** Server state, each kind under one key; whatever changes the home makes all of it stale. */
import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FindingsFilter, ImportLine, ImportReport, Progress, Query, QueryAnswer } from "./contract";
import { call, Fault, faultOf, stream } from "./requests";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (failures, fault) =>
          fault instanceof Fault && (fault.status === 0 || fault.status >= 500) && failures < 2,
      },
    },
  });
}

export function useSession() {
  return useQuery({
    queryKey: ["session"],
    queryFn: () => call("get", "/api/session"),
    refetchOnWindowFocus: true,
  });
}

export function useHealth() {
  return useQuery({
    queryKey: ["health"],
    queryFn: () => call("get", "/api/health"),
    refetchInterval: 30_000,
  });
}

export function useHome() {
  return useQuery({ queryKey: ["home"], queryFn: () => call("get", "/api/home") });
}

/**
 * The answer to one question.
 *
 * @param keeps leaves the answer before in sight until the new one is here, where both have the same columns.
 */
export function useAnswer(question: Query, keeps = false) {
  return useQuery({
    queryKey: ["query", question],
    queryFn: async () => (await call("post", "/api/query", { body: question })) as QueryAnswer,
    placeholderData: (before, query) => {
      const asked = query?.queryKey[1] as Query | undefined;
      return keeps && columnsAsked(asked) === columnsAsked(question) ? before : undefined;
    },
  });
}

function columnsAsked(question: Query | undefined): string {
  return question
    ? JSON.stringify([question.measures, question.dimensions ?? [], question.compare ?? ""])
    : "";
}

export function useImports() {
  return useQuery({
    queryKey: ["imports"],
    queryFn: async () => (await call("get", "/api/imports")).imports,
  });
}

export function useImport(id: string) {
  return useQuery({
    queryKey: ["imports", id],
    queryFn: () => call("get", "/api/imports/{import_id}", { path: { import_id: Number(id) } }),
  });
}

const FINDINGS_A_PAGE = 25;

/** The quality report under a filter, page after page; empty fields filter nothing. */
export function useFindings(filter: FindingsFilter) {
  const chosen: FindingsFilter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  return useInfiniteQuery({
    queryKey: ["findings", chosen],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call("get", "/api/findings", { query: { ...chosen, limit: FINDINGS_A_PAGE, cursor: pageParam } }),
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: (before) => before,
  });
}

interface Sending {
  file: File;
  onProgress: (progress: Progress) => void;
}

/** Sends one file or zip and tells how far it is; the verdict on each file comes back. */
export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ file, onProgress }: Sending) => {
      const body = new FormData();
      body.append("file", file);
      let report: ImportReport | undefined;
      await stream("/api/imports", { method: "POST", body }, (line) => {
        const said = line as ImportLine;
        if (said.progress) onProgress(said.progress);
        if (said.problem) throw faultOf(said.problem.status, said.problem);
        report = said.report ?? report;
      });
      if (!report)
        throw new Fault(0, "The platform stopped before it was done.", file.name, "Send the file again.");
      return report;
    },
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useRemoveSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("delete", "/api/sample"),
    onSuccess: () => client.resetQueries(),
  });
}

export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => call("post", "/api/sample"),
    onSuccess: () => client.resetQueries(),
  });
}
