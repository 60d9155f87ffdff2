/** The dashboards that a report can be made of, and the file that the platform writes of one. */
import { useQuery } from "@tanstack/react-query";
import { call, fetchFile, type FetchedFile } from "../../client/requests";
import type { components } from "../../client/schema";

export type Dashboard = components["schemas"]["Dashboard"];
export type Format = (typeof FORMATS)[number];

export const FORMATS = ["pdf", "xlsx"] as const;

export function useDashboards() {
  return useQuery({
    queryKey: ["dashboards"],
    queryFn: async () => (await call("get", "/api/dashboards")).dashboards,
  });
}

export function useDashboard(id: string) {
  return useQuery({
    queryKey: ["dashboards", id, "newest"],
    queryFn: () => call("get", "/api/dashboards/{dashboard}", { path: { dashboard: id } }),
    enabled: id !== "",
  });
}

export function askReport(id: string, format: Format): Promise<FetchedFile> {
  return fetchFile(`/api/dashboards/${encodeURIComponent(id)}/report?format=${format}`);
}

/** The panels as a report tells them: from the top, then from the left. */
export function inOrder({ panels }: Dashboard): Dashboard["panels"] {
  return [...panels].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}
