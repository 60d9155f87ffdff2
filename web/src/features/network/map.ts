/** A plain map of wherever the sites lie: degrees as pixels, so wide as the middle's parallel makes them. Pure. */

export interface Spot {
  latitude: number;
  longitude: number;
}

/** What is in sight: its middle, and how many pixels a degree of latitude takes. */
export interface Sight {
  latitude: number;
  longitude: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

const EDGE = 48;
/** A single site, or sites at one point, stand in the middle of so many degrees. */
const LEAST_DEGREES = 0.05;
const KM_A_DEGREE = 111.2;
const STEPS = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 20, 45];

/** The sight that holds every spot. */
export function fitted(spots: readonly Spot[], size: Size): Sight {
  const [south, north] = ends(spots.map((each) => each.latitude));
  const [west, east] = ends(spots.map((each) => each.longitude));
  const latitude = (south + north) / 2;
  const tall = Math.max(north - south, LEAST_DEGREES);
  const wide = Math.max((east - west) * squeeze(latitude), LEAST_DEGREES);
  const scale = Math.min((size.height - 2 * EDGE) / tall, (size.width - 2 * EDGE) / wide);
  return { latitude, longitude: (west + east) / 2, scale };
}

/** Where a spot stands in the picture, pixels. */
export function placed(spot: Spot, sight: Sight, size: Size): { x: number; y: number } {
  return {
    x: size.width / 2 + (spot.longitude - sight.longitude) * squeeze(sight.latitude) * sight.scale,
    y: size.height / 2 - (spot.latitude - sight.latitude) * sight.scale,
  };
}

/** The sight after it was moved by so many pixels. */
export function moved(sight: Sight, dx: number, dy: number): Sight {
  const latitude = Math.min(85, Math.max(-85, sight.latitude + dy / sight.scale));
  return {
    ...sight,
    latitude,
    longitude: sight.longitude - dx / (sight.scale * squeeze(sight.latitude)),
  };
}

/** Degrees between two lines of the grid, so that they stand about 110 pixels apart. */
export function gridStep(sight: Sight): number {
  return STEPS.find((each) => each * sight.scale >= 90) ?? 45;
}

/** The lines of the grid that are in sight: degrees and where they stand. */
export function gridLines(sight: Sight, size: Size) {
  const step = gridStep(sight);
  const [tall, wide] = [size.height / sight.scale, size.width / (sight.scale * squeeze(sight.latitude))];
  const within = (middle: number, span: number) => {
    const first = Math.ceil((middle - span / 2) / step);
    const last = Math.floor((middle + span / 2) / step);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => tidy((first + at) * step));
  };
  const { latitude, longitude } = sight;
  return {
    parallels: within(latitude, tall).map((each) => ({
      degrees: each,
      y: placed({ latitude: each, longitude }, sight, size).y,
    })),
    meridians: within(longitude, wide).map((each) => ({
      degrees: each,
      x: placed({ latitude, longitude: each }, sight, size).x,
    })),
  };
}

/** A round number of kilometres and how many pixels they take, at most so many. */
export function scaleBar(sight: Sight, most: number): { km: number; width: number } {
  const a_km = sight.scale / KM_A_DEGREE;
  const rough = most / a_km;
  const power = 10 ** Math.floor(Math.log10(rough));
  const km = tidy(([5, 2, 1].find((each) => each * power <= rough) ?? 1) * power);
  return { km, width: km * a_km };
}

/** How much narrower a degree of longitude is than one of latitude. */
function squeeze(latitude: number): number {
  return Math.max(0.05, Math.cos((latitude * Math.PI) / 180));
}

function ends(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
    [Infinity, -Infinity],
  );
}

function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
