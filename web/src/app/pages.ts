/** Every page, one line each: its address, its name, and how its code is fetched when it is first wanted. */
import { lazy, type ComponentType } from "react";
import type { Right } from "../client/contract";
import {
  AdminIcon,
  AlarmsIcon,
  CompaniesIcon,
  DashboardsIcon,
  DataIcon,
  ExploreIcon,
  ForecastsIcon,
  HomeIcon,
  MarketIcon,
  NetworkIcon,
  PeopleIcon,
  PricesIcon,
  QualityIcon,
  RegionsIcon,
  ReportsIcon,
  SupplyIcon,
  TellIcon,
  WetStockIcon,
  type Icon,
} from "../ui/icons";
import { words } from "../words/shell";

export type Group = keyof typeof words.groups;

export interface Page {
  path: string;
  name: string;
  icon: Icon;
  /** Where it stands in the navigation; a page without a group is reached from elsewhere. */
  group?: Group;
  /** One of the four at the foot of a phone. */
  isMain?: boolean;
  /** Answers for the addresses below its own as well, such as `/dashboards/7`. */
  hasParts?: boolean;
  /** Any of these rights shows it. */
  rights?: readonly Right[];
  Content: ComponentType;
  /** Fetches its code ahead of the visit. */
  warm: () => void;
}

/** A page's code by the name that its module gives it, fetched once. */
function later<Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) {
  const fetched = async () => ({ default: (await load())[name] });
  return { Content: lazy(fetched), warm: () => void fetched().catch(() => undefined) };
}

const { pages } = words;

/**
 * In the order of the navigation. A page's owner adds its line as soon as `features/<page>/<Page>Page.tsx` is there:
 * `{ path: "/market", name: pages.market, icon: MarketIcon, group: "market", isMain: true,
 *    ...later(() => import("../features/market/MarketPage"), "MarketPage") },`
 * isMain: Overview, Market, Companies, Prices.
 */
export const PAGES: readonly Page[] = [
  {
    path: "/",
    name: pages.overview,
    icon: HomeIcon,
    group: "market",
    isMain: true,
    ...later(() => import("../features/overview/OverviewPage"), "OverviewPage"),
  },
  {
    path: "/market",
    name: pages.market,
    icon: MarketIcon,
    group: "market",
    isMain: true,
    ...later(() => import("../features/market/MarketPage"), "MarketPage"),
  },
  {
    path: "/companies",
    name: pages.companies,
    icon: CompaniesIcon,
    group: "market",
    isMain: true,
    ...later(() => import("../features/companies/CompaniesPage"), "CompaniesPage"),
  },
  {
    path: "/regions",
    name: pages.regions,
    icon: RegionsIcon,
    group: "market",
    ...later(() => import("../features/regions/RegionsPage"), "RegionsPage"),
  },
  {
    path: "/supply",
    name: pages.supply,
    icon: SupplyIcon,
    group: "market",
    ...later(() => import("../features/supply/SupplyPage"), "SupplyPage"),
  },
  {
    path: "/prices",
    name: pages.prices,
    icon: PricesIcon,
    group: "market",
    isMain: true,
    ...later(() => import("../features/prices/PricesPage"), "PricesPage"),
  },
  {
    path: "/forecasts",
    name: pages.forecasts,
    icon: ForecastsIcon,
    group: "market",
    ...later(() => import("../features/forecasts/ForecastsPage"), "ForecastsPage"),
  },
  {
    path: "/quality",
    name: pages.quality,
    icon: QualityIcon,
    group: "market",
    ...later(() => import("../features/quality/QualityPage"), "QualityPage"),
  },
  {
    path: "/network",
    name: pages.network,
    icon: NetworkIcon,
    group: "live",
    hasParts: true,
    ...later(() => import("../features/network/NetworkPage"), "NetworkPage"),
  },
  {
    path: "/alarms",
    name: pages.alarms,
    icon: AlarmsIcon,
    group: "live",
    ...later(() => import("../features/alarms/AlarmsPage"), "AlarmsPage"),
  },
  {
    path: "/wet-stock",
    name: pages.wetStock,
    icon: WetStockIcon,
    group: "live",
    hasParts: true,
    ...later(() => import("../features/wetstock/WetStockPage"), "WetStockPage"),
  },
  {
    path: "/receivers",
    name: pages.receivers,
    icon: TellIcon,
    group: "live",
    ...later(() => import("../features/notices/ReceiversPage"), "ReceiversPage"),
  },
  {
    path: "/explore",
    name: pages.explore,
    icon: ExploreIcon,
    group: "work",
    ...later(() => import("../features/explore/ExplorePage"), "ExplorePage"),
  },
  {
    path: "/dashboards",
    name: pages.dashboards,
    icon: DashboardsIcon,
    group: "work",
    hasParts: true,
    ...later(() => import("../features/dashboards/DashboardsPage"), "DashboardsPage"),
  },
  {
    path: "/reports",
    name: pages.reports,
    icon: ReportsIcon,
    group: "work",
    ...later(() => import("../features/reports/ReportsPage"), "ReportsPage"),
  },
  {
    path: "/data",
    name: pages.data,
    icon: DataIcon,
    group: "work",
    ...later(() => import("../features/data/DataPage"), "DataPage"),
  },
  {
    path: "/admin",
    name: pages.admin,
    icon: AdminIcon,
    group: "admin",
    rights: ["administer", "operate"],
    ...later(() => import("../features/admin/AdminPage"), "AdminPage"),
  },
  {
    path: "/account",
    name: pages.account,
    icon: PeopleIcon,
    ...later(() => import("../features/account/AccountPage"), "AccountPage"),
  },
  {
    path: "/parts",
    name: pages.parts,
    icon: DashboardsIcon,
    ...later(() => import("../features/parts/PartsPage"), "PartsPage"),
  },
];

/** The page that answers for an address. */
export function pageAt(path: string): Page | undefined {
  return PAGES.find((each) => each.path === path || (each.hasParts && path.startsWith(`${each.path}/`)));
}

/** The pages that somebody with these rights may open. */
export function pagesFor(rights: readonly Right[]): readonly Page[] {
  return PAGES.filter((each) => !each.rights || each.rights.some((right) => rights.includes(right)));
}

/** The four at the foot of a phone: the main ones, filled up with those that follow. */
export function mainPages(listed: readonly Page[]): readonly Page[] {
  return [...listed.filter((each) => each.isMain), ...listed.filter((each) => !each.isMain)].slice(0, 4);
}

/** Pages under the heads of the navigation; a head without pages is left out. */
export function groupsOf(listed: readonly Page[]): readonly (readonly [Group, readonly Page[]])[] {
  const groups = Object.keys(words.groups) as Group[];
  return groups
    .map((group) => [group, listed.filter((each) => each.group === group)] as const)
    .filter(([, members]) => members.length > 0);
}
