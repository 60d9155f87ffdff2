/** What the Regions page says. */
import { dayName, monthName, monthsName } from "../ui/dates";
import { counted, percent, points, shortQuantity, signedPercent } from "../ui/numbers";

function listed(years: readonly number[]): string {
  const spans: string[] = [];
  for (let at = 0; at < years.length;) {
    let end = at;
    while (years[end + 1] === Number(years[end]) + 1) end += 1;
    spans.push(end === at ? `${years[at]}` : `${years[at]}–${years[end]}`);
    at = end + 1;
  }
  return spans.join(", ");
}

const FEW = 6;

function some(names: readonly string[]): string {
  const rest = names.length - FEW;
  return names.slice(0, FEW).join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

export const regions = {
  title: "Regions",
  hint: "Where the country’s fuel is sold: choose a region on the map to see all of it.",
  colour: "Show",
  colours: { volume: "Volume", growth: "Growth", share: "Share" },
  product: "Product",
  allProducts: { L: "All liquid fuels", kg: "All LPG" },
  several: (count: number) => counted(count, "product"),
  division: "Regions as drawn",
  divisionOf: (count: number) => counted(count, "region"),
  step: "Period",
  steps: { month: "Months", year: "Years" },
  slow: { quarter: "by quarter", year: "by year" },
  none: {
    title: "No figures by region yet",
    text: "A publication that prints volumes by region fills this page. National figures alone cannot be told apart by region.",
    action: "Bring in a file",
  },
  held: {
    months: (first: string, last: string) => `Figures by region are monthly for ${monthsName(first, last)}.`,
    years: (whole: readonly number[]) => `Only whole years are known for ${listed(whole)}.`,
    missing: (years: readonly number[]) => `Nothing in volumes is known for ${listed(years)}.`,
  },
  drawn: {
    coarse: (count: number, newer: number, since: string) =>
      `The country was divided anew on ${dayName(since)}, into ${newer} regions. The ${count} of before are shown for all years, each new region within the old one that it lies in, so that nothing is counted twice.`,
    fine: (count: number, since: string) =>
      `The ${count} regions of today are told apart from ${monthName(since)} on. Figures from before belong to none of them alone and are left out; choose the older division to compare across years.`,
  },
  wholeCountry: "Country",
  notComparable:
    "The year before is not known in full for this time, so that growth says more about the tables than about the trade.",
  map: {
    title: {
      volume: "Volume by region",
      growth: "Growth by region",
      share: "Share of the country by region",
    },
    hint: (what: string, time: string) => `${what}, ${time}`,
  },
  own: {
    use: "Use a map of mine…",
    another: "Another map…",
    remove: "Back to tiles",
    file: "A map as GeoJSON",
    hint: "A GeoJSON file with the outlines of the regions. It stays in this browser and goes nowhere else.",
    shown: (file: string, count: number, all: number) =>
      `Your map ${file}, kept by this browser: ${count} of ${counted(all, "region")} found by name.`,
    missing: (names: readonly string[]) => `Not on it: ${some(names)}.`,
    strange: (names: readonly string[]) => `On it, but no region here: ${some(names)}.`,
    notKept: "This browser would not keep the map: it is shown until you leave the page.",
    noneMatch: (names: readonly string[]) =>
      names.length > 0
        ? `no area of this map is called like a region; they are called ${some(names)}`
        : "the areas of this map have no names",
    nameThem: (names: readonly string[]) =>
      `Give each area a property with the region’s name: ${some(names)}.`,
    refusals: {
      large: "this file is larger than 20 MB",
      json: "this file is no JSON",
      topology: "this is TopoJSON, not GeoJSON",
      collection: "this JSON is no collection of map features",
      areas: "this map has no areas, only points or lines",
      detailed: "this map has more points than a browser keeps",
    },
    fixes: {
      large: "Simplify its outlines first, for example with mapshaper.org, and choose it again.",
      json: "Choose a GeoJSON file; it begins with { and names a FeatureCollection.",
      topology: "Export it as GeoJSON, for example with mapshaper.org, and choose it again.",
      collection: "Choose a GeoJSON file whose type is FeatureCollection.",
      areas: "Choose a file whose features are Polygon or MultiPolygon.",
      detailed: "Simplify its outlines to a tenth, for example with mapshaper.org, and choose it again.",
    },
  },
  ranking: {
    title: "All regions",
    hint: "Largest first; press one to see all of it",
  },
  heat: {
    title: {
      volume: "Volume, period by period",
      growth: "Growth on a year ago, period by period",
      share: "Share of the country, period by period",
    },
    hint: "A press on a cell opens its region",
  },
  mixes: {
    title: "What each region sells",
    hint: "Parts of each region’s volume",
  },
  one: {
    back: "All regions",
    of: (region: string) => `Key figures of ${region}`,
    volume: "Volume",
    share: (country: string) => (country ? `Share of ${country}` : "Share of the country"),
    rank: "Rank",
    rankOf: (count: number) => `of ${counted(count, "region")}`,
    beside: (country: string) => `Growth beside ${country || "the country"}`,
    gap: (gap: number) => points(gap).replace(" points", ""),
    gapUnit: "points",
    both: (here: number, whole: number, country: string) =>
      `${signedPercent(here)} here, ${signedPercent(whole)} in ${country || "the country"}`,
    onLastYear: "on a year ago",
    places: (places: number) => (places ? counted(places, "place") : "the same place"),
    course: (region: string) => `${region}: volume by product`,
    growth: (region: string) => `${region}: growth on a year ago`,
    growthHint: (country: string, by: string) => `Beside ${country || "the country"}, ${by}`,
    shareOver: (region: string) => `${region}: share of the country`,
    rankOver: (region: string) => `${region}: rank`,
    rankHint: (by: string) => `Among all regions, ${by}; 1 is the largest`,
  },
  mix: {
    title: (region: string) => `${region}: product mix`,
    hint: (country: string) =>
      `Parts of its tonnes; the line is what they are of ${country || "the country"}`,
    country: (part: number, name: string) => `${percent(part)} in ${name || "the country"}`,
  },
  anomalies: {
    title: "Where a region goes another way",
    titleOf: (region: string) => `Where ${region} goes another way`,
    hint: (time: string) => `${time} beside the same months a year before, most litres first`,
    what: (region: string, product: string) =>
      `${region}: ${product.charAt(0).toLowerCase()}${product.slice(1)}`,
    went: (growth: number | null) => (growth === null ? "new here" : signedPercent(growth)),
    while: (country: number) => `while the country ${signedPercent(country)}`,
    beyond: (value: number, unit: string) =>
      `${shortQuantity(Math.abs(value), unit)} ${value < 0 ? "less" : "more"} than with the country`,
    open: (what: string) => `See ${what} month by month`,
    all: (count: number) => `Show all ${count}`,
    fewer: "Show fewer",
    none: "No region lies five points of growth or more from the country.",
    note: (points: number) =>
      `An anomaly is a region’s growth in a product less that of all regions together, ${percent(points).replace(".0 %", "")} points apart or more. What it is worth is what the region sold beyond, or short of, its volume a year ago grown as the country grew. A figure that a table leaves blank is no zero and is not compared.`,
    nothingBefore: "The year before is not known for this time, so that there is nothing to compare with.",
  },
} as const;
