/** Sites with their tanks as they stand now: what state each is in, what it holds, and which of them are looked for. */
import { grouped } from "../../ui/grouped";
import type { Latest, Network, Place, Tank } from "../../client/network";

/** From the one that needs a look first. */
export const STATES = ["overfill", "high", "low", "water", "doubtful", "silent", "ok"] as const;
export type TankState = (typeof STATES)[number];

/** Station 2 stands before Station 10. */
const NAMES = new Intl.Collator(undefined, { numeric: true });

/** One tank now; figures that nobody told are null. */
export interface TankNow {
  tank: Tank;
  place: Place;
  latest: Latest | null;
  state: TankState;
  /** Observed litres. */
  volume_l: number | null;
  /** Part of the safe fill. */
  fill: number | null;
  ullage_l: number | null;
  usable_l: number | null;
}

export interface Site {
  place: Place;
  /** Who runs it, by name. */
  company: string;
  tanks: readonly TankNow[];
  state: TankState;
}

/** What is looked for; empty fields look for everything. */
export interface Sought {
  text: string;
  kind: string;
  product: string;
  region: string;
  state: string;
}

/** Every site of a network by name, its tanks as they stand; what did not change stays the same object. */
export function sitesNow(network: Network, latest: ReadonlyMap<string, Latest>, now_ms: number): Site[] {
  const companies = new Map(network.companies.map((each) => [each.id, each.name]));
  return inOrder(network).map(([place, own]) =>
    sameSite(
      place,
      companies.get(place.company ?? "") ?? "",
      own.map((tank) => tankNow(tank, place, latest.get(tank.id) ?? null, now_ms)),
    ),
  );
}

type Ordered = readonly (readonly [Place, readonly Tank[]])[];
const ordered = new WeakMap<Network, Ordered>();

/** Places by name with their tanks; sorted once for each network. */
function inOrder(network: Network): Ordered {
  const before = ordered.get(network);
  if (before) return before;
  const tanks = grouped(network.tanks, (each) => each.place);
  const places = [...network.places].sort((a, b) => NAMES.compare(a.name, b.name));
  const found = places.map((place) => [place, tanks.get(place.id) ?? []] as const);
  ordered.set(network, found);
  return found;
}

const sites = new WeakMap<Place, Site>();

/** A site as it was, where none of its tanks stands otherwise: only what changed is drawn anew. */
function sameSite(place: Place, company: string, tanks: readonly TankNow[]): Site {
  const before = sites.get(place);
  const isSame =
    before?.company === company &&
    before.tanks.length === tanks.length &&
    tanks.every((each, at) => each === before.tanks[at]);
  if (before && isSame) return before;
  const site = siteOf(place, company, tanks);
  sites.set(place, site);
  return site;
}

function siteOf(place: Place, company: string, tanks: readonly TankNow[]): Site {
  const state = STATES.find((each) => tanks.some((tank) => tank.state === each)) ?? "ok";
  return { place, company, tanks, state };
}

const known = new WeakMap<Latest | Tank, TankNow>();

/** A tank as the platform says that it stands; one that never told anything, or no more since, is silent. */
export function tankNow(tank: Tank, place: Place, latest: Latest | null, now_ms: number): TankNow {
  const state = !latest || now_ms >= Date.parse(latest.silent_at) ? "silent" : latest.state;
  const before = known.get(latest ?? tank);
  if (before && before.tank === tank && before.place === place && before.state === state) return before;
  const volume_l = latest?.observed_volume_l ?? latest?.gauge_volume_l ?? null;
  const now: TankNow = {
    tank,
    place,
    latest,
    state,
    volume_l,
    fill: volume_l === null ? null : volume_l / tank.safe_fill_l,
    ullage_l: volume_l === null ? null : Math.max(0, tank.safe_fill_l - volume_l),
    usable_l: volume_l === null ? null : Math.max(0, volume_l - tank.dead_stock_l),
  };
  known.set(latest ?? tank, now);
  return now;
}

/** Since the gauge saw it, seconds. */
export function ageOf(latest: Latest, now_ms: number): number {
  return Math.max(0, (now_ms - Date.parse(latest.at)) / 1000);
}

/** The sites with a tank like that, each with those tanks alone; a site without tanks is found by its own words. */
export function soughtSites(sites: readonly Site[], sought: Sought): Site[] {
  const text = sought.text.trim().toLowerCase();
  return sites.flatMap((site) => {
    const { place } = site;
    if (sought.kind && place.kind !== sought.kind) return [];
    if (sought.region && place.region !== sought.region) return [];
    const isCalled = [place.name, place.id, site.company].some((each) => each.toLowerCase().includes(text));
    const tanks = site.tanks.filter(
      (each) =>
        (isCalled || each.tank.id.toLowerCase().includes(text)) &&
        (!sought.product || each.tank.product === sought.product) &&
        (!sought.state || each.state === sought.state),
    );
    if (tanks.length > 0)
      return [tanks.length === site.tanks.length ? site : siteOf(place, site.company, tanks)];
    return site.tanks.length === 0 && isCalled && !sought.product && !sought.state ? [site] : [];
  });
}

/** Those that need a look first; the order by name stays among equals. */
export function byState(sites: readonly Site[]): Site[] {
  return [...sites].sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state));
}

export function tanksOf(sites: readonly Site[]): TankNow[] {
  return sites.flatMap((each) => each.tanks);
}

/** How many tanks are in each state. */
export function counts(tanks: readonly TankNow[]): Record<TankState, number> {
  const found = Object.fromEntries(STATES.map((each) => [each, 0])) as Record<TankState, number>;
  for (const each of tanks) found[each.state] += 1;
  return found;
}

/** What all tanks of a product hold, litres, and their safe fill. */
export interface Held {
  product: string;
  volume_l: number;
  safe_fill_l: number;
  tanks: number;
}

/** What is held of each product, the most first; tanks that never told a volume are left out. */
export function heldByProduct(tanks: readonly TankNow[]): Held[] {
  const held = new Map<string, Held>();
  for (const { tank, volume_l } of tanks) {
    if (volume_l === null) continue;
    const { product } = tank;
    const before = held.get(product) ?? { product, volume_l: 0, safe_fill_l: 0, tanks: 0 };
    held.set(product, {
      product,
      volume_l: before.volume_l + volume_l,
      safe_fill_l: before.safe_fill_l + tank.safe_fill_l,
      tanks: before.tanks + 1,
    });
  }
  return [...held.values()].sort((a, b) => b.volume_l - a.volume_l);
}
