import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSignOut } from "../../client/accounts";
import { valueName } from "../../client/labels";
import { useNetwork } from "../../client/network";
import { call } from "../../client/requests";
import { useMonths } from "../../features/scope";
import {
  CompaniesIcon,
  Copy,
  DashboardsIcon,
  DataIcon,
  Drop,
  Leave,
  Moon,
  NetworkIcon,
  RegionsIcon,
  Screen,
  Search,
  Sun,
  type Icon,
} from "../../ui/icons";
import { chooseTheme } from "../../ui/theme";
import { copyText } from "../../ui/Toasts";
import { words } from "../../words/palette";
import { pageAt, type Page } from "../pages";
import { plain, ranked } from "./rank";
import { searched, tasksFor } from "./tasks";
import type { Value } from "./understand";

export type Group = keyof typeof words.groups;

export interface Entry {
  id: string;
  group: Group;
  label: string;
  icon: Icon;
  /** Plain text that it is found by. */
  found: string;
  /** Where it leads, or else what it does. */
  path?: string;
  run?: () => void;
}

export interface EntryGroup {
  group: Group;
  items: readonly Entry[];
}

const DIMENSIONS = ["company", "product", "region", "depot"] as const;
const HOUR = 3_600_000;
const [MOST, MOST_OF_A_GROUP] = [24, 8];
/** Letters from which on sites are looked for: a network may be large. */
const ENOUGH = 3;

export interface Finds {
  groups: readonly EntryGroup[];
  /** While names are on their way, nothing can be said not to fit. */
  isLooking: boolean;
}

/** Everything that can be gone to or done, found by what is typed; loaded once it is first wanted. */
export function usePalette(pages: readonly Page[], text: string): Finds {
  const held = useHeld();
  const sites = useSites(plain(text).length >= ENOUGH);
  const kept = useKept();
  const actions = useActions();
  const entries = useMemo(
    () =>
      [...pages.map(pageEntry), ...kept, ...held.entries, ...sites, ...actions].filter((each) =>
        isOpenTo(pages, each),
      ),
    [pages, kept, held.entries, sites, actions],
  );
  const groups = useMemo(() => {
    if (!plain(text)) {
      const listed = pages.filter((each) => each.group).map(pageEntry);
      return grouped([...listed, ...entries.filter((each) => each.group === "actions")]);
    }
    const answers = tasksFor(text, held.values).map((task): Entry => ({
      id: task.path,
      group: "answers",
      label: task.label,
      icon: Search,
      found: "",
      path: task.path,
    }));
    // A sentence that fits no name may still hold one.
    const whole = ranked(entries, text, MOST);
    const found = whole.length ? whole : ranked(entries, searched(text, held.values), MOST);
    const named = new Set(found.map((each) => each.path));
    const open = answers.filter((each) => isOpenTo(pages, each) && !named.has(each.path));
    return grouped([...open, ...found]);
  }, [pages, entries, held.values, text]);
  return { groups, isLooking: held.isLoading };
}

/** Whether an entry leads to a page that the person may open, or does something. */
function isOpenTo(pages: readonly Page[], { path }: Entry): boolean {
  const page = path === undefined ? undefined : pageAt(path.replace(/[?#].*$/, ""));
  return path === undefined || (page !== undefined && pages.includes(page));
}

/** Entries under the heads of their groups, in the order in which the groups come up. */
function grouped(entries: readonly Entry[]): readonly EntryGroup[] {
  const groups = [...new Set(entries.map((each) => each.group))];
  return groups.map((group) => ({
    group,
    items: entries
      .filter((each) => each.group === group)
      .slice(0, group === "pages" ? MOST : MOST_OF_A_GROUP),
  }));
}

function entry(group: Group, label: string, icon: Icon, rest: Pick<Entry, "path" | "run">, also = ""): Entry {
  return {
    id: `${group} ${rest.path ?? label}`,
    group,
    label,
    icon,
    found: plain(`${label} ${also}`),
    ...rest,
  };
}

function pageEntry({ name, icon, path }: Page): Entry {
  return entry("pages", name, icon, { path });
}

const LEADS = {
  company: ["companies", "/companies?company=", CompaniesIcon],
  product: ["products", "/market?product=", Drop],
  region: ["regions", "/regions?region=", RegionsIcon],
  depot: ["depots", "/supply?depot=", DataIcon],
} as const satisfies Record<(typeof DIMENSIONS)[number], readonly [Group, string, Icon]>;

/** The names that the platform holds, as entries and as what words can mean. */
function useHeld() {
  const { lists, isLoading } = useQueries({
    queries: DIMENSIONS.map((dimension) => ({
      queryKey: ["values", dimension],
      queryFn: async () => (await call("get", "/api/values/{dimension}", { path: { dimension } })).values,
      staleTime: HOUR,
    })),
    combine: (results) => ({
      lists: results.map((each) => each.data),
      isLoading: results.some((each) => each.isPending),
    }),
  });
  const latest = useMonths("national")?.latest ?? "";
  return useMemo(() => {
    const [companies = [], products = [], regions = [], depots = []] = lists.map((list, at) =>
      (list ?? []).map(({ value }): Value => {
        const name = String(value);
        return { value: name, label: valueName(DIMENSIONS[at] ?? "", name) };
      }),
    );
    const entries = DIMENSIONS.flatMap((dimension, at) => {
      const [group, path, icon] = LEADS[dimension];
      return ([companies, products, regions, depots][at] ?? []).map((each) =>
        entry(group, each.label, icon, { path: path + encodeURIComponent(each.value) }, each.value),
      );
    });
    return { entries, values: { companies, products, regions, depots, latest }, isLoading };
  }, [lists, isLoading, latest]);
}

/** The views and dashboards that the person may open. */
function useKept(): readonly Entry[] {
  const views = useQuery({
    queryKey: ["views"],
    queryFn: async () => (await call("get", "/api/views")).views,
  }).data;
  const dashboards = useQuery({
    queryKey: ["dashboards"],
    queryFn: async () => (await call("get", "/api/dashboards")).dashboards,
  }).data;
  return useMemo(
    () => [
      ...(views ?? []).map((each) => entry("views", each.name, Search, { path: each.path })),
      ...(dashboards ?? []).flatMap((each) => [
        entry("dashboards", each.name, DashboardsIcon, { path: `/dashboards/${each.id}` }),
        entry("dashboards", words.report(each.name), DashboardsIcon, {
          path: `/reports?dashboard=${each.id}`,
        }),
      ]),
    ],
    [views, dashboards],
  );
}

/** The sites of the network. */
function useSites(isWanted: boolean): readonly Entry[] {
  const places = useNetwork(isWanted).data?.network.places;
  return useMemo(
    () =>
      (places ?? []).map(({ id, name }) =>
        entry("sites", name, NetworkIcon, { path: `/network/site?${new URLSearchParams({ id })}` }, id),
      ),
    [places],
  );
}

function useActions(): readonly Entry[] {
  const { mutate: signOut } = useSignOut();
  return useMemo(
    () => [
      entry("actions", words.actions.light, Sun, { run: () => chooseTheme("light") }),
      entry("actions", words.actions.dark, Moon, { run: () => chooseTheme("dark") }),
      entry("actions", words.actions.system, Screen, { run: () => chooseTheme("system") }),
      entry("actions", words.actions.copyLink, Copy, {
        run: () => void copyText(location.href, words.actions.copied),
      }),
      entry("actions", words.actions.signOut, Leave, { run: () => signOut(false) }),
    ],
    [signOut],
  );
}
