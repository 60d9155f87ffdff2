/** Files on their way in, what became of them, and where each of their cells stands. */
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { ImportLine, ImportReport, Progress } from "./contract";
import { call, Fault, faultOf, MOUNT, stream } from "./requests";
import type { components, operations } from "./schema";

type Schemas = components["schemas"];
export type SheetView = Schemas["SheetView"];
export type Restatement = Schemas["Restatement"];
export type RestatementsPage = Schemas["RestatementsPage"];
export type ListedEdition = Schemas["ListedEdition"];
export type FindingsGroup = Schemas["FindingsGroup"];
export type RestatementsFilter = Omit<
  NonNullable<operations["imports_restatements"]["parameters"]["query"]>,
  "limit" | "cursor"
>;

/** A file with its path below what was dropped. */
export interface NamedFile {
  path: string;
  file: File;
}

interface Sending {
  files: readonly NamedFile[];
  /** Reports only, stores nothing. */
  isCheck: boolean;
  signal: AbortSignal;
  onProgress: (progress: Progress & { what: string }) => void;
}

/** Sends files together, tells each that was read, and gives the report; where it is aborted nothing came in. */
export async function sendFiles({ files, isCheck, signal, onProgress }: Sending): Promise<ImportReport> {
  const body = new FormData();
  files.forEach(({ file, path }) => body.append("file", file, path));
  let report: ImportReport | undefined;
  await stream(
    "/api/imports",
    { method: "POST", body, signal },
    (line) => {
      const said = line as ImportLine & { progress?: Progress & { what: string } };
      if (said.progress) onProgress(said.progress);
      if (said.problem) throw faultOf(said.problem.status, said.problem);
      report = said.report ?? report;
    },
    isCheck ? { check: "true" } : {},
  );
  if (!report) throw new Fault(0, "The platform stopped before it was done.", "", "Send the files again.");
  return report;
}

/** Makes everything that was read of the home stale. */
export function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries();
}

export function useTakeBack() {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (id: number) => call("delete", "/api/imports/{import_id}", { path: { import_id: id } }),
    onSuccess: refresh,
  });
}

export interface SheetPlace {
  id: number;
  sheet: string;
  around: string;
}

/** The cells around a place of a stored workbook. */
export function useSheet({ id, sheet, around }: SheetPlace) {
  return useQuery({
    queryKey: ["imports", id, "sheet", sheet, around],
    queryFn: () =>
      call("get", "/api/imports/{import_id}/sheet", {
        path: { import_id: id },
        query: { name: sheet, around, rows: 80, columns: 30 },
      }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
}

/** Every version of one table, the one that is read first. */
export function useVersions(slot: string) {
  return useQuery({
    queryKey: ["editions", slot],
    queryFn: async () => (await call("get", "/api/editions", { query: { slot } })).editions,
    enabled: slot !== "",
  });
}

/** What is read otherwise than at an earlier point of knowledge, page after page. */
export function useRestatements(filter: RestatementsFilter) {
  const chosen: RestatementsFilter = Object.fromEntries(Object.entries(filter).filter(([, value]) => value));
  return useInfiniteQuery({
    queryKey: ["restatements", chosen],
    initialPageParam: "",
    queryFn: ({ pageParam }) =>
      call("get", "/api/restatements", { query: { ...chosen, limit: 100, cursor: pageParam } }),
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
    enabled: Boolean(chosen.since || chosen.import_id),
  });
}

/** Where a stored file is fetched as it came in. */
export function originalAddress(id: number): string {
  return `${MOUNT}/api/imports/${id}/file`;
}

/** Where a whole list is fetched as a file. */
export function exportAddress(what: string, format: "csv" | "xlsx"): string {
  return `${MOUNT}/api/exports/${what}?format=${format}`;
}
