/** What somebody says of a gauge that was found: where it stands and which tank each of its tanks is; figures as text. */
import type { GaugeFound, GaugeLook, GaugeToSave, NewTank, TankFound } from "../../../client/gauges";
import type { Network, PlaceKind } from "../../../client/network";
import { gauge } from "../../../words/gauge";

export type Shape = keyof typeof gauge.tank.shapes;

/** A tank that the network does not have yet. */
export interface Fresh {
  id: string;
  product: string;
  shape: Shape;
  diameter: string;
  /** Length of a lying cylinder, height of a standing one. */
  length: string;
  capacity: string;
  safeFill: string;
}

/** Which tank of the network a tank of the gauge is: none, one that is there, or a new one. */
export type Meant = null | string | Fresh;

export interface Wanted {
  gauge: string;
  /** The id of a site that is there; empty for a new one. */
  site: string;
  isNewSite: boolean;
  fresh: { id: string; name: string; kind: PlaceKind };
  tanks: Readonly<Record<string, Meant>>;
  /** Meters as the network has them; those that are new come with the workbook. */
  meters: Readonly<Record<string, string>>;
}

/** What to begin with: as the network has the gauge of this address, else nothing said. */
export function begun(look: GaugeLook, found: GaugeFound, network: Network): Wanted {
  const known = network.gauges?.find(
    ({ protocol, address }) => protocol === look.protocol && address === look.address,
  );
  return {
    gauge: known?.id ?? "",
    site: known?.place ?? "",
    isNewSite: network.places.length === 0,
    fresh: { id: "", name: "", kind: "station" },
    tanks: { ...Object.fromEntries(found.tanks.map(({ name }) => [name, null])), ...known?.tanks },
    meters: known?.meters ?? {},
  };
}

/** A new tank, as far as the gauge tells of it. */
export function freshTank(site: string, { name, volume_l, room_l }: TankFound): Fresh {
  const held = volume_l !== null && room_l !== null ? Math.round(volume_l + room_l) : null;
  return {
    id: site ? `${site}/${name}` : "",
    product: "",
    shape: "horizontal_cylinder",
    diameter: "",
    length: "",
    capacity: "",
    safeFill: held ? String(held) : "",
  };
}

/** The volume of a shape, litres; null while its sizes are not said. */
export function litresOf({ diameter, length }: Pick<Fresh, "diameter" | "length">): number | null {
  const litres = (Math.PI / 4) * Number(diameter) ** 2 * Number(length) * 1000;
  return Number.isFinite(litres) && litres > 0 ? litres : null;
}

/** The id of the site that is meant; empty while none is. */
export function siteOf({ isNewSite, fresh, site }: Wanted): string {
  return isNewSite ? fresh.id.trim() : site;
}

/** What is still to be said before it can be saved. */
export function missingIn(wanted: Wanted): readonly string[] {
  const { missing } = gauge.save;
  const meant = Object.entries(wanted.tanks);
  const ids = meant.flatMap(([, tank]) => (tank ? [idOf(tank)] : []));
  const twice = ids.filter((id, at) => id !== "" && ids.indexOf(id) !== at);
  const hasSite = siteOf(wanted) !== "" && (!wanted.isNewSite || wanted.fresh.name.trim() !== "");
  return [
    ...(hasSite ? [] : [missing.site]),
    ...(wanted.gauge.trim() ? [] : [missing.gauge]),
    ...(ids.length > 0 ? [] : [missing.tanks]),
    ...meant.filter(([, tank]) => isUnfinished(tank)).map(([name]) => missing.tank(name)),
    ...new Set(twice.map(missing.twice)),
  ];
}

/** What is saved. */
export function toSave(look: GaugeLook, wanted: Wanted): GaugeToSave {
  const site = siteOf(wanted);
  const meant = Object.entries(wanted.tanks).flatMap(([name, tank]) => (tank ? [[name, tank] as const] : []));
  const { id, name, kind } = wanted.fresh;
  return {
    gauge: {
      id: wanted.gauge.trim(),
      place: site,
      protocol: look.protocol,
      address: look.address,
      tanks: Object.fromEntries(meant.map(([name, tank]) => [name, idOf(tank)])),
      meters: wanted.meters,
      options: look.options,
    },
    places: wanted.isNewSite ? [{ id: id.trim(), name: name.trim(), kind, region: "" }] : [],
    tanks: meant.flatMap(([, tank]) => (typeof tank === "string" ? [] : [tankOf(tank, site)])),
    meters: [],
  };
}

function tankOf(fresh: Fresh, place: string): NewTank {
  const [diameter_m, length_m] = [Number(fresh.diameter), Number(fresh.length)];
  return {
    id: fresh.id.trim(),
    place,
    product: fresh.product,
    strapping:
      fresh.shape === "horizontal_cylinder"
        ? { kind: fresh.shape, diameter_m, length_m, dish_m: 0 }
        : { kind: fresh.shape, diameter_m, height_m: length_m },
    capacity_l: Number(fresh.capacity) || Math.floor(litresOf(fresh) ?? 0),
    safe_fill_l: Number(fresh.safeFill),
    dead_stock_l: 0,
  };
}

function idOf(tank: string | Fresh): string {
  return typeof tank === "string" ? tank : tank.id.trim();
}

function isUnfinished(tank: Meant): boolean {
  if (tank === null || typeof tank === "string") return false;
  const hasSizes = litresOf(tank) !== null && Number(tank.safeFill) > 0;
  return tank.id.trim() === "" || tank.product === "" || !hasSizes;
}
