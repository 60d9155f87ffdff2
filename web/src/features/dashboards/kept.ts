/** Dashboards and saved views as the platform keeps them: asked for, made, changed, deleted and brought back. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { call } from "../../client/requests";
import type { components } from "../../client/schema";
import { GAP, ROW, type Placed } from "./layout";
import type { Limits } from "./scoping";

type Schemas = components["schemas"];
export type Dashboard = Schemas["Dashboard"];
export type DashboardLine = Schemas["DashboardLine"];
export type DashboardVersion = Schemas["DashboardVersion"];
export type SavedView = Schemas["SavedView"];
export type Panel = Schemas["Panel"] & Placed;

/** How high a panel is on its grid, in pixels. */
export function heightOf({ place }: Pick<Panel, "place">): number {
  return place.h * ROW + (place.h - 1) * GAP;
}

/** All that a version of a dashboard says. */
export interface Content {
  name: string;
  description: string;
  panels: Panel[];
  filters: Limits;
  is_shared: boolean;
}

export function contentOf({ name, description, panels, filters, is_shared }: Content): Content {
  return { name, description, panels, filters, is_shared };
}

/** What the platform takes of it: it gives panels in the shape that it takes. */
export function bodyOf(content: Content): Schemas["WantedDashboard"] {
  return contentOf(content) as Schemas["WantedDashboard"];
}

const LIST = ["dashboards"];

export function useDashboards() {
  return useQuery({
    queryKey: LIST,
    queryFn: async () => (await call("get", "/api/dashboards")).dashboards,
  });
}

/** One dashboard, as its newest version says, or an older one. */
export function useDashboard(id: string, version: number | null = null) {
  return useQuery({
    queryKey: keyOf(id, version),
    queryFn: () => askDashboard(id, version),
  });
}

export function useVersions(id: string) {
  return useQuery({
    queryKey: ["dashboards", id, "versions"],
    queryFn: async () =>
      (await call("get", "/api/dashboards/{dashboard}/versions", { path: { dashboard: id } })).versions,
  });
}

export function useViews() {
  return useQuery({
    queryKey: ["views"],
    queryFn: async () => (await call("get", "/api/views")).views,
  });
}

export function askDashboard(id: string, version: number | null = null): Promise<Dashboard> {
  return call("get", "/api/dashboards/{dashboard}", {
    path: { dashboard: id },
    ...(version !== null && { query: { version } }),
  });
}

function keyOf(id: string, version: number | null = null) {
  return ["dashboards", id, version ?? "newest"];
}

/** From now on the page shows this; lists and versions are asked for again. */
export function keepDashboard(client: QueryClient, saved: Dashboard): void {
  client.setQueryData(keyOf(saved.id), saved);
  void client.invalidateQueries({ queryKey: LIST, exact: true });
  void client.invalidateQueries({ queryKey: ["dashboards", saved.id, "versions"] });
}

/** Makes one; the new one is given. */
export function useMake() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: Content) => call("post", "/api/dashboards", { body: bodyOf(wanted) }),
    onSuccess: (made) => keepDashboard(client, made),
  });
}

/** Saves all that a dashboard says from now on, made from a version of it. */
export function saveDashboard(id: string, content: Content, version: number): Promise<Dashboard> {
  const body = { ...bodyOf(content), version } as Schemas["WantedChange"];
  return call("put", "/api/dashboards/{dashboard}", { path: { dashboard: id }, body });
}

/** Changes one as it is now, such as its name. */
export function useChange() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ id, part }: { id: string; part: Partial<Content> }) => {
      const now = await askDashboard(id);
      return saveDashboard(id, { ...(now as Content), ...part }, now.newest);
    },
    onSuccess: (saved) => keepDashboard(client, saved),
  });
}

export function useRestore(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (version: number) =>
      call("post", "/api/dashboards/{dashboard}/versions/{version}/restore", {
        path: { dashboard: id, version },
      }),
    onSuccess: (saved) => keepDashboard(client, saved),
  });
}

export function useDelete() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => call("delete", "/api/dashboards/{dashboard}", { path: { dashboard: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: LIST, exact: true }),
  });
}

export function useBringBack() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      call("post", "/api/dashboards/{dashboard}/bring-back", { path: { dashboard: id } }),
    onSuccess: (saved) => keepDashboard(client, saved),
  });
}

export function useForgetView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id }: SavedView) => call("delete", "/api/views/{view}", { path: { view: id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
  });
}

export function useKeepView() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, path, is_shared }: SavedView) =>
      call("post", "/api/views", { body: { name, path, is_shared } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["views"] }),
  });
}
