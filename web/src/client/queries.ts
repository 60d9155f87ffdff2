/** Server state, each kind under one key; whatever changes the home makes all of it stale. */
import { QueryClient, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type {
  FindingsFilter,
  FindingsPage,
  Health,
  HomeContents,
  ImportDetail,
  ImportedFile,
  ImportLine,
  ImportReport,
  Progress,
  Query,
  QueryAnswer,
  Session,
} from "./contract";
import { Fault, faultOf, post, request, stream } from "./requests";

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

export function useImport(id: string) {
  return useQuery({ queryKey: ["imports", id], queryFn: () => request<ImportDetail>(`imports/${id}`) });
}

const FINDINGS_A_PAGE = 25;

/** The quality report under a filter, page after page; empty fields filter nothing. */
export function useFindings(filter: Partial<FindingsFilter>) {
  const chosen = Object.entries(filter).filter(([, value]) => value);
  return useInfiniteQuery({
    queryKey: ["findings", chosen],
    initialPageParam: "",
    queryFn: ({ pageParam }) => {
      const params = new URLSearchParams(chosen);
      params.set("limit", String(FINDINGS_A_PAGE));
      if (pageParam) params.set("cursor", pageParam);
      return request<FindingsPage>(`findings?${params}`);
    },
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
      await stream("imports", { method: "POST", body }, (line) => {
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
