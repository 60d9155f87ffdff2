/** Dashboards to start from: questions that hold for any country, without a day in them, so that they never age. */
import type { QueryAnswer, Query } from "../../client/contract";
import { call } from "../../client/requests";
import type { View } from "../../charts/view";
import { dashboards as words } from "../../words/dashboards";
import type { Content, Panel } from "./kept";
import { compacted, type Place } from "./layout";

export const STARTERS = ["empty", "market", "prices", "losses"] as const;
export type Starter = (typeof STARTERS)[number];

type Filters = NonNullable<Query["filters"]>;
type Told = readonly [title: string, place: Place, view: View, question: Query];

const at = (x: number, y: number, w: number, h: number): Place => ({ x, y, w, h });
const only = (dimension: string, ...values: string[]): Filters[number] => ({ dimension, in: values });
const LITRES = only("unit", "L");
const KILOGRAMS = only("unit", "kg");
const NATIONAL = only("source", "national");
const MARKETERS = only("source", "omc");
const PUMP = only("kind", "ex_pump");
const PETROL = only("product", "gasoline");

function ask(measures: Query["measures"], dimensions: Query["dimensions"], ...filters: Filters): Query {
  return { measures, dimensions: dimensions ?? [], filters };
}

/** The newest of a course, as one figure. */
function figure(measure: string, x = "month"): View {
  return { kind: "figure", x, y: measure };
}

const market = words.starters.market.panels;
const MARKET: readonly Told[] = [
  [
    market.litres,
    at(0, 0, 3, 2),
    figure("volume"),
    ask(["volume", "growth_year"], ["month"], NATIONAL, LITRES),
  ],
  [
    market.kilograms,
    at(3, 0, 3, 2),
    figure("volume"),
    ask(["volume", "growth_year"], ["month"], NATIONAL, KILOGRAMS),
  ],
  [
    market.companies,
    at(6, 0, 3, 2),
    figure("companies_active"),
    ask(["companies_active"], ["month"], MARKETERS, LITRES),
  ],
  [market.hhi, at(9, 0, 3, 2), figure("hhi"), ask(["hhi"], ["month"], MARKETERS, LITRES)],
  [
    market.products,
    at(0, 2, 7, 4),
    { kind: "area", x: "month", y: "volume", series: "product" },
    ask(["volume"], ["month", "product"], NATIONAL),
  ],
  [
    market.growth,
    at(7, 2, 5, 4),
    { kind: "line", x: "month", y: "growth_year" },
    ask(["growth_year"], ["month"], NATIONAL, LITRES),
  ],
  [
    market.shares,
    at(0, 6, 12, 4),
    { kind: "area", x: "month", y: "share", series: "company", asShare: true, format: "percent" },
    {
      ...ask(["share"], ["month", "company"], MARKETERS, LITRES),
      top: { n: 7, dimension: "company", by: "volume" },
    },
  ],
  [
    market.regions,
    at(0, 10, 12, 5),
    { kind: "heat", x: "year", y: "tonnes", series: "region" },
    ask(["tonnes"], ["year", "region"], only("source", "regional")),
  ],
];

const prices = words.starters.prices.panels;
const RATE = ask(["indicator_value"], ["month", "unit"], only("indicator", "fx_usd"));
const PRICES: readonly Told[] = [
  [
    prices.petrol,
    at(0, 0, 4, 2),
    figure("average_price", "window"),
    ask(["average_price"], ["window"], PUMP, PETROL),
  ],
  [
    prices.diesel,
    at(4, 0, 4, 2),
    figure("average_price", "window"),
    ask(["average_price"], ["window"], PUMP, only("product", "gasoil")),
  ],
  [prices.rate, at(8, 0, 4, 2), figure("indicator_value"), RATE],
  [
    prices.pump,
    at(0, 2, 6, 4),
    { kind: "line", x: "window", y: "average_price", series: "product" },
    ask(["average_price"], ["window", "product"], PUMP),
  ],
  [
    prices.spread,
    at(6, 2, 6, 4),
    { kind: "line", x: "window", y: "dispersion_share", series: "product", format: "percent" },
    ask(["dispersion_share"], ["window", "product"], PUMP, only("product", "gasoline", "gasoil")),
  ],
  [
    prices.parts,
    at(0, 6, 12, 5),
    { kind: "bar", x: "window", y: "component_value", series: "component" },
    ask(["component_value"], ["window", "component", "unit"], PETROL, { dimension: "role", not: ["total"] }),
  ],
  [prices.rates, at(0, 11, 12, 4), { kind: "line", x: "month", y: "indicator_value" }, RATE],
  [
    prices.world,
    at(0, 15, 12, 4),
    { kind: "line", x: "month", y: "indicator_value", series: "indicator" },
    ask(
      ["indicator_value"],
      ["month", "indicator", "unit"],
      only("indicator", "world_gasoline", "world_gasoil", "world_jet"),
    ),
  ],
];

const losses = words.starters.losses.panels;
const LOSSES: readonly Told[] = [
  [
    losses.stages,
    at(0, 0, 12, 4),
    { kind: "line", x: "month", y: "volume", series: "source" },
    ask(["volume"], ["month", "source"], only("source", "bidec", "depot", "omc", "national"), LITRES),
  ],
  [
    losses.apart,
    at(0, 4, 12, 4),
    { kind: "line", x: "month", y: "disagreement" },
    ask(["disagreement"], ["month"], LITRES),
  ],
  [
    losses.byProduct,
    at(0, 8, 12, 5),
    { kind: "heat", x: "year", y: "disagreement", series: "product" },
    ask(["disagreement"], ["year", "product"], LITRES),
  ],
  [
    losses.supplied,
    at(0, 13, 6, 4),
    { kind: "bar", x: "year", y: "supplied" },
    ask(["supplied"], ["year"], LITRES),
  ],
  [
    losses.marketed,
    at(6, 13, 6, 4),
    { kind: "bar", x: "year", y: "marketed" },
    ask(["marketed"], ["year"], LITRES),
  ],
  [
    losses.variance,
    at(0, 17, 6, 4),
    { kind: "line", x: "month", y: "variance", series: "place" },
    ask(["variance"], ["month", "place", "unit"]),
  ],
  [
    losses.book,
    at(6, 17, 6, 4),
    { kind: "line", x: "month", y: "closing_book", series: "place" },
    ask(["closing_book"], ["month", "place", "unit"]),
  ],
];

const PANELS: Readonly<Record<Starter, readonly Told[]>> = {
  empty: [],
  market: MARKET,
  prices: PRICES,
  losses: LOSSES,
};

export function panelsOf(starter: Starter): Panel[] {
  return PANELS[starter].map(([title, place, view, question], index) => ({
    id: `${starter}-${index + 1}`,
    title,
    question: question as unknown as Panel["question"],
    view: view as Panel["view"],
    place,
    hint: "",
  }));
}

/** A dashboard to start from, without the panels whose figures are not here; with all where none are. */
export async function started(starter: Starter, name: string): Promise<Content> {
  const all = panelsOf(starter);
  const held = (await Promise.all(all.map(asHeld))).filter((each) => each !== null);
  return {
    name,
    description: "",
    panels: compacted(held.length ? held : all),
    filters: {},
    is_shared: false,
  };
}

/** Fewer points than this are no course. */
const FEWEST = 6;

/** The panel in the unit that its newest figures have, since money changes its name; null where little is known. */
async function asHeld(panel: Panel): Promise<Panel | null> {
  const { question, view } = panel;
  let rows: QueryAnswer["rows"];
  try {
    rows = ((await call("post", "/api/query", { body: question as unknown as Query })) as QueryAnswer).rows;
  } catch {
    return null; // what nobody may ask here is left out
  }
  const unit = (question["dimensions"] as string[]).includes("unit") ? rows.at(-1)?.["unit"] : null;
  const known = rows.filter((row) => typeof row[view.y] === "number" && (!unit || row["unit"] === unit));
  const points = new Set(known.map((row) => row[view.x ?? ""])).size;
  if (points < (view.kind === "line" || view.kind === "area" ? FEWEST : 1)) return null;
  return unit ? { ...panel, question: inUnit(question, String(unit)) } : panel;
}

function inUnit(question: Panel["question"], unit: string): Panel["question"] {
  const dimensions = (question["dimensions"] as string[]).filter((each) => each !== "unit");
  return { ...question, dimensions, filters: [...(question["filters"] as Filters), only("unit", unit)] };
}
