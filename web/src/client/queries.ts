/** Server state, each kind under one key; whatever changes the home makes all of it stale. */
import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  FindingsFilter,
  FindingsPage,
  Health,
  HomeContents,
  ImportedFile,
  ImportReport,
  Query,
  QueryAnswer,
  Session,
} from "./contract";
import { Fault, post, request } from "./requests";

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
    queryFn: () => request<Session>("session"),
    refetchOnWindowFocus: true,
  });
}

export function useHealth() {
  return useQuery({
    queryKey: ["health"],
    queryFn: () => request<Health>("health"),
    refetchInterval: 30_000,
  });
}

export function useHome() {
  return useQuery({ queryKey: ["home"], queryFn: () => request<HomeContents>("home") });
}

export function useAnswer(question: Query) {
  return useQuery({ queryKey: ["query", question], queryFn: () => post<QueryAnswer>("query", question) });
}

export function useImports() {
  return useQuery({
    queryKey: ["imports"],
    queryFn: async () => (await request<{ imports: ImportedFile[] }>("imports")).imports,
  });
}

const FINDINGS_A_PAGE = 25;

/** The quality report under a filter, page after page; empty fields filter nothing. */
export function useFindings(filter: Partial<FindingsFilter>) {
  const chosen = Object.entries(filter).filter(([, value]) => value);
  return useInfiniteQuery({
    queryKey: ["findings", chosen],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => {
      const params = new URLSearchParams(chosen);
      params.set("limit", String(FINDINGS_A_PAGE));
      params.set("cursor", String(pageParam));
      return request<FindingsPage>(`findings?${params}`);
    },
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: (before) => before,
  });
}

/** Sends one file; its verdict comes back, whether it was read, stored or refused. */
export function useUpload() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const form = new FormData();
      form.append("file", file);
      return (await request<{ report: ImportReport }>("imports", { method: "POST", body: form })).report;
    },
    onSuccess: () => client.invalidateQueries(),
  });
}

export function useRemoveSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>("sample", { method: "DELETE" }),
    onSuccess: () => client.resetQueries(),
  });
}

export function useLoadSample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => request<unknown>("sample", { method: "POST" }),
    onSuccess: () => client.resetQueries(),
  });
}
