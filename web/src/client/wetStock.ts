/** A month of wet stock: all sites in short, one site whole, and both as files. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { call, fetchFile } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type StockOfSite = Schemas["StockOfSite"];
export type StockInShort = Schemas["StockInShort"];
export type SiteStock = Schemas["SiteStock"];
export type StockSystem = Schemas["StockSystem"];
export type StockDay = Schemas["StockDay"];
export type StockCause = Schemas["StockCause"];
export type StockDrop = Schemas["StockDrop"];
export type StockMeter = Schemas["StockMeter"];
export type Reason = NonNullable<StockSystem["reason_codes"]>[number];
export type Verdict = StockInShort["verdict"];

/** A month of every site. */
export interface AllStock extends Omit<Schemas["WetStock"], "next_cursor"> {
  sites: StockOfSite[];
}

const A_PAGE = 200;
const AGAIN_MS = 2_000;

/** Every site's month; asked again while some are not reckoned yet. The last month that is over where none is named. */
export function useWetStock(month: string) {
  return useQuery({
    queryKey: ["wet-stock", month],
    queryFn: () => everySite(month),
    refetchInterval: ({ state }) =>
      state.data?.sites.some(({ reckoned_at }) => reckoned_at === null) ? AGAIN_MS : false,
    staleTime: 60_000,
  });
}

async function everySite(month: string): Promise<AllStock> {
  const sites: StockOfSite[] = [];
  for (let cursor = ""; ;) {
    const page = await call("get", "/api/wet-stock", { query: { month, limit: A_PAGE, cursor } });
    sites.push(...page.sites);
    if (page.next_cursor === null) return { ...page, sites };
    cursor = page.next_cursor;
  }
}

/** One site's month. */
export function useSiteStock(place: string, month: string) {
  return useQuery({
    queryKey: ["wet-stock", "site", place, month],
    queryFn: () => call("get", "/api/wet-stock/{place}", { path: { place }, query: { month } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}

/** Fetches a month as a file: a table of all sites or of one, or one site's report. */
export function useStockFile() {
  return useMutation({
    mutationFn: ({ place, month, kind }: { place: string; month: string; kind: "csv" | "pdf" }) => {
      const at = `/api/wet-stock${place && `/${encodeURIComponent(place)}`}`;
      const asked = new URLSearchParams({ month, ...(kind === "csv" && { format: "csv" }) });
      return fetchFile(`${at}${kind === "pdf" ? "/report" : ""}?${asked}`);
    },
  });
}
