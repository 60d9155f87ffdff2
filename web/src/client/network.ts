/** The network of sites and tanks, what its gauges told last, and a tank over time. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { TANKS, useIsLive, withChanges } from "./live";
import { call, MOUNT, sendFile } from "./requests";
import type { components } from "./schema";
import type { TanksNow, TankTold } from "./tanksNow";

type Schemas = components["schemas"];
export type Place = Required<Schemas["NetworkPlace"]>;
export type PlaceKind = Place["kind"];
export type Tank = Required<Schemas["NetworkTank"]>;
export type Strapping = Tank["strapping"];
export type Latest = TankTold;
export type ImportedNetwork = Schemas["ImportedNetwork"];
export type CellFault = Schemas["NetworkCellFault"];
export type Grain = Schemas["TankOverTime"]["grain"];

/** What of a network is shown; an answer has every field, also those that a form may leave out. */
export interface Network {
  places: readonly Place[];
  companies: readonly Schemas["NetworkCompany"][];
  tanks: readonly Tank[];
  meters?: readonly Schemas["NetworkMeter"][];
  gauges?: readonly Required<Schemas["NetworkGauge"]>[];
}

/** One reading, or what a bucket of them comes to. */
export type Point = {
  [Column in keyof Schemas["TankPoints"]]-?: NonNullable<Schemas["TankPoints"][Column]>[number];
};

/** A tank over time. */
export interface Series {
  grain: Grain;
  points: Point[];
  deliveries: readonly Schemas["TankDelivery"][];
  happened: readonly Schemas["TankHappening"][];
}

const NETWORK = ["network"];
/** How often the latest state is asked for while somebody looks and it does not come by itself. */
const AGAIN_MS = 5_000;
const A_PAGE = 5_000;

export function useNetwork(isWanted = true) {
  return useQuery({
    enabled: isWanted,
    queryKey: NETWORK,
    queryFn: async () => {
      const { network, simulated } = await call("get", "/api/network");
      return { network: network as Network, isSimulated: simulated };
    },
  });
}

/** How every tank stands; it changes by itself while the platform's stream lives. */
export function useLatest() {
  const isLive = useIsLive();
  return useQuery({
    queryKey: TANKS,
    queryFn: () => withChanges(everyLatest),
    // What did not change stays the same object by itself; thousands of tanks are not held against each other.
    structuralSharing: false,
    refetchInterval: isLive ? false : AGAIN_MS,
  });
}

async function everyLatest(): Promise<TanksNow> {
  const tanks = new Map<string, Latest>();
  let ahead_ms = 0;
  for (let cursor: string | null = ""; cursor !== null;) {
    const query: { limit: number; cursor: string } = { limit: A_PAGE, cursor };
    const page = await call("get", "/api/tanks/latest", { query });
    page.tanks.forEach((each) => tanks.set(each.tank, each));
    ahead_ms = Date.parse(page.now) - Date.now();
    cursor = page.next_cursor;
  }
  return { tanks, ahead_ms };
}

/** Turns an instant of this machine's clock into the platform's, milliseconds; the same until the platform has told it. */
export function usePresent(): (here_ms: number) => number {
  const client = useQueryClient();
  return useCallback((here_ms) => here_ms + (client.getQueryData<TanksNow>(TANKS)?.ahead_ms ?? 0), [client]);
}

interface Wanted {
  tank: string;
  /** Names the span: a preset keeps its name while its end moves on. */
  name: string;
  /** The span's ends now, milliseconds since 1970. */
  span: () => { from: number; until: number };
  points: number;
  /** Asks again after so many milliseconds where nothing comes by itself; never where it is 0. */
  again: number;
}

/** One tank over a span, with the span that was asked for. */
export function useSeries({ tank, name, span, points, again }: Wanted) {
  const isLive = useIsLive();
  return useQuery({
    queryKey: ["tanks", tank, "readings", name, points],
    queryFn: async () => {
      const { from, until } = span();
      const told = await call("get", "/api/tanks/{tank}/readings", {
        path: { tank },
        query: { from: new Date(from).toISOString(), to: new Date(until).toISOString(), points },
      });
      const { grain, deliveries, happened } = told;
      return { grain, points: pointsOf(told.points), deliveries, happened, span: { from, until } };
    },
    placeholderData: keepPreviousData,
    refetchInterval: isLive ? false : again || false,
  });
}

/** Columns as rows. */
function pointsOf(columns: Schemas["TankPoints"]): Point[] {
  const names = Object.entries(columns) as [keyof Point, readonly unknown[]][];
  return (columns.at ?? []).map(
    (_, row) =>
      Object.fromEntries(names.map(([name, values]) => [name, values[row] ?? null])) as unknown as Point,
  );
}

/** Sends a file that describes the network: first only to hear what would come of it, then to take it in. */
export function useBringIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ file, isCheck }: { file: File; isCheck: boolean }) =>
      sendFile("/api/network/import", file, { check: String(isCheck) }) as Promise<ImportedNetwork>,
    onSuccess: (_, { isCheck }) =>
      isCheck
        ? undefined
        : Promise.all([NETWORK, ["tanks"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}

/** Where the network is fetched as a workbook that can be filled in and brought in again. */
export function workbookAddress(): string {
  return `${MOUNT}/api/network/export?format=xlsx`;
}
