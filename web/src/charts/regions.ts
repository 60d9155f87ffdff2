/** A map that somebody has, as GeoJSON: read, checked, and its areas given to the regions that they are named for. */

/** Rings of points; the first is the outline, the others are holes. */
export type Polygon = readonly (readonly (readonly [number, number])[])[];

/** One area of a map with every word that it is described by. */
interface Area {
  words: Readonly<Record<string, string>>;
  polygons: readonly Polygon[];
}

export interface OwnMap {
  file: string;
  areas: readonly Area[];
}

export const LARGEST_FILE = 20_000_000;
/** What a browser keeps for a site is little; a map of a country's regions needs far less. */
const LARGEST_KEPT = 2_000_000;
const LONGEST_WORD = 80;

export type Refusal = "large" | "json" | "topology" | "collection" | "areas" | "detailed";

/** The areas of a GeoJSON file, or why it cannot be read. */
export function readMap(text: string, file: string): OwnMap | Refusal {
  if (text.length > LARGEST_FILE) return "large";
  const held = parsed(text);
  if (held === undefined) return "json";
  const { type, features } = (held ?? {}) as { type?: unknown; features?: unknown };
  if (type === "Topology") return "topology";
  if (type !== "FeatureCollection" || !Array.isArray(features)) return "collection";
  const areas = features.flatMap((each: unknown) => {
    const { properties, geometry } = (each ?? {}) as { properties?: unknown; geometry?: unknown };
    const polygons = polygonsOf(geometry);
    return polygons.length > 0 ? [{ words: wordsOf(properties), polygons }] : [];
  });
  if (areas.length === 0) return "areas";
  return JSON.stringify(areas).length > LARGEST_KEPT ? "detailed" : { file, areas };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function wordsOf(properties: unknown): Record<string, string> {
  const pairs = Object.entries((properties ?? {}) as object).filter(
    (pair): pair is [string, string] =>
      typeof pair[1] === "string" && pair[1].trim() !== "" && pair[1].length <= LONGEST_WORD,
  );
  return Object.fromEntries(pairs);
}

function polygonsOf(geometry: unknown): Polygon[] {
  const { type, coordinates } = (geometry ?? {}) as { type?: unknown; coordinates?: unknown };
  const listed = type === "Polygon" ? [coordinates] : type === "MultiPolygon" ? coordinates : [];
  if (!Array.isArray(listed)) return [];
  return listed.flatMap((each: unknown) => {
    const rings = Array.isArray(each) ? each.map(ringOf) : [];
    return rings[0] && rings[0].length > 3 ? [rings.filter((ring) => ring.length > 3)] : [];
  });
}

/** A ring to about a hundred metres, without points that fall together: what a tile on a page can show. */
function ringOf(ring: unknown): (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  for (const each of Array.isArray(ring) ? (ring as unknown[]) : []) {
    const [x, y] = Array.isArray(each) ? (each as unknown[]) : [];
    if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
    const point = [rounded(x as number), rounded(y as number)] as const;
    const before = points.at(-1);
    if (!before || before[0] !== point[0] || before[1] !== point[1]) points.push(point);
  }
  return points;
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1000) / 1000;
}

interface Named {
  name: string;
  code?: string;
}

export interface Matched {
  /** The polygons of each region, by its name. */
  polygons: ReadonlyMap<string, readonly Polygon[]>;
  /** Regions that no area of the map is named for. */
  missing: readonly string[];
  /** Names of areas that are none of the regions. */
  strange: readonly string[];
}

/**
 * The areas of a map by the regions that they are named for: by name or code, whichever property of the file names
 * most of them. Several areas of one name, such as districts that tell their region, are one region.
 */
export function matched({ areas }: OwnMap, regions: readonly Named[]): Matched {
  const named = new Map(
    regions.flatMap(({ name, code }) => [
      [plain(name), name] as const,
      ...(code ? [[plain(code), name] as const] : []),
    ]),
  );
  const regionOf = (area: Area, property: string) => named.get(plain(area.words[property] ?? ""));
  const properties = [...new Set(areas.flatMap((each) => Object.keys(each.words)))];
  const reach = (property: string) => new Set(areas.flatMap((each) => regionOf(each, property) ?? [])).size;
  const property = properties.reduce(
    (best, each) => (reach(each) > reach(best) ? each : best),
    properties[0] ?? "",
  );
  const polygons = new Map<string, readonly Polygon[]>();
  const strange = new Set<string>();
  for (const each of areas) {
    const region = regionOf(each, property);
    if (region) polygons.set(region, [...(polygons.get(region) ?? []), ...each.polygons]);
    else strange.add(each.words[property] ?? "");
  }
  return {
    polygons,
    missing: regions.map((each) => each.name).filter((each) => !polygons.has(each)),
    strange: [...strange].filter(Boolean),
  };
}

/** A name as it is compared: without case, accents, brackets, or the word for what it is. */
function plain(name: string): string {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replace(/\p{M}|\(.*?\)/gu, "")
    .replace(/\b(the|region|province|state|county|district)\b/g, "")
    .replace(/[^\p{L}\p{N}]/gu, "");
}
