/** What the command palette says, and the words that it understands. */
export const words = {
  title: "Go anywhere",
  open: "Search",
  keys: "Ctrl K",
  macKeys: "⌘ K",
  ask: "A page, a company, or “diesel share 2023”",
  hint: "Arrow keys choose, Enter opens, Escape closes",
  looking: "Looking…",
  nothing: (text: string) => `Nothing fits “${text}”. Try a company, a product, a month, or a page.`,
  report: (dashboard: string) => `Report of ${dashboard}`,
  groups: {
    answers: "Answers",
    pages: "Pages",
    views: "Saved views",
    dashboards: "Dashboards",
    companies: "Companies",
    products: "Products",
    regions: "Regions",
    depots: "Depots",
    sites: "Sites",
    actions: "Actions",
  },
  actions: {
    light: "Use the light theme",
    dark: "Use the dark theme",
    system: "Use the system’s theme",
    copyLink: "Copy the link to this view",
    copied: "Link copied",
    signOut: "Sign out",
  },
  /** What an answer is about, as its line begins. */
  topics: {
    overview: "Overview",
    volume: "Volumes",
    share: "Market shares",
    gain: "Share gained and lost",
    growth: "Growth",
    concentration: "Concentration",
    entry: "Entries and exits",
    company: "Companies",
    beside: "Side by side",
    prices: "Prices",
    spread: "How far prices lie apart",
    floors: "Price floors",
    buildUp: "Price build-up",
    rates: "Exchange rate and world price",
    quality: "Fuel quality",
    supply: "Supply chain",
    flow: "From importers to marketers",
    gaps: "Where the stages disagree",
    transit: "From depots to marketers",
    depots: "Depots",
    storage: "Storage capacity",
    cover: "Days of stock",
    regions: "Regions",
    regionGrowth: "Growth by region",
    anomalies: "Where a region goes another way",
    explore: "Explore",
    dashboards: "Dashboards",
    reports: "Reports",
    findings: "What disagrees in the data",
    files: "Files taken in",
    restated: "Restatements",
    names: "Company names",
    automatic: "What comes in by itself",
    wetStock: "Wet stock",
    alarms: "Alarms",
    alarmRules: "Rules of alarms",
    alarmHealth: "How well alarms serve",
    receivers: "Who is told of alarms",
    gauge: "Find a gauge",
    forecasts: "Forecasts",
  },
} as const;

type Topic = keyof typeof words.topics;

/** How people call a product, besides its name and code. */
export const productWords: Readonly<Record<string, readonly string[]>> = {
  gasoil: ["diesel", "ago", "gas oil", "automotive gas oil", "derv"],
  gasoil_mines: ["mines", "mining diesel", "diesel for mines", "mining gasoil", "mines diesel"],
  gasoil_rig: ["rig diesel", "diesel for rigs"],
  gasoil_power: ["power diesel", "diesel for power"],
  gasoil_cellsite: ["cell site", "cell sites", "cellsite", "cell site diesel", "telecom diesel"],
  gasoline: ["petrol", "pms", "mogas", "motor spirit", "super"],
  lpg: ["lpg", "autogas", "cooking gas", "liquefied petroleum gas", "propane", "butane"],
  atk: ["jet", "jet a1", "jet a 1", "jet fuel", "aviation", "aviation fuel", "kerosene aviation", "avtur"],
  kerosene: ["kero", "dpk", "kerosine", "paraffin", "illuminating kerosene"],
  rfo: ["rfo", "fuel oil", "residual", "furnace oil"],
  hfo_power: ["hfo", "heavy fuel oil", "power plant fuel oil"],
  premix: ["premix", "outboard fuel"],
  mgo_local: ["marine", "mgo", "marine gasoil", "marine diesel", "marine gas oil"],
  mgo_foreign: ["bunker", "bunkers", "foreign marine gasoil"],
};

/** Words that say what is asked about: the longest that is there decides, then the order. */
export const topicWords: readonly (readonly [Topic, readonly string[]])[] = (
  [
    [
      "wetStock",
      "wet stock, leak, leaks, leaking, leak test, tightness, tightness test, tank variance, stock loss, inventory reconciliation",
    ],
    ["alarmRules", "alarm rule, rule of alarms, rules of alarms, alarm limit, deadband, alarm priority"],
    [
      "alarmHealth",
      "alarm health, health of alarms, alarm flood, flood of alarms, chattering, chattering alarm, nuisance alarm, standing alarm",
    ],
    ["receivers", "who is told, notify, notification, push, webhook, receiver, alarm mail, on duty"],
    ["gauge", "find gauge, find a gauge, add gauge, add a gauge, new gauge, discover gauge, gauge discovery"],
    ["alarms", "alarm, acknowledge, overfill"],
    ["forecasts", "forecast, predict, prediction, outlook, next month, months ahead, coming months"],
    [
      "transit",
      "transit loss, loss in transit, lost in transit, transport loss, depot to marketer, depots to marketers",
    ],
    [
      "gaps",
      "litres lost, lost litres, volume lost, missing litres, leakage, disagree, disagreement, disagrees, reconcile, reconciliation, discrepancy, mismatch, unaccounted, smuggling, dumping, under declared, stock balance, litres missing, stages, importers and marketers, tax gap",
    ],
    [
      "findings",
      "finding, data quality, quality report, blocks, blocked, errors in the data, wrong figures, tie out",
    ],
    ["files", "file, workbook, refused, imported files, uploads, publications"],
    ["restated", "restated, restatement, revision, revised figures, what changed since"],
    [
      "names",
      "company names, duplicate, duplicates, duplicate names, rename, renamed, alias, same company, merge",
    ],
    ["automatic", "automatic, automatically, watched folder, schedule of imports"],
    ["dashboards", "dashboard"],
    ["reports", "report, scheduled report, mailed report"],
    ["explore", "explore, pivot, own question, query, custom chart"],
    [
      "anomalies",
      "diversion, diverted, anomaly, unusual, out of line, goes another way, suspicious region, unlike the country",
    ],
    [
      "regionGrowth",
      "fastest growing region, growing region, region grew, growth by region, region growth, regional growth, growth of the regions",
    ],
    ["regions", "region, regional, map, province, district, zone"],
    [
      "gain",
      "gained, gainer, gain, gaining, lost, loser, lose, losing, loss, mover, winner, won, overtook, market share lost",
    ],
    ["share", "share, market share, part of the market, race"],
    [
      "concentration",
      "concentration, hhi, concentrated, competition, competitive, monopoly, top five, top 5, herfindahl",
    ],
    [
      "entry",
      "entry, exit, entered, left the market, left, newcomer, new entrant, entrant, stopped selling, came into the market, new company, active company, active marketer",
    ],
    [
      "growth",
      "growth, grew, grow, growing, change, yoy, trend, year on year, increase, decrease, fell, rose",
    ],
    ["spread", "spread, dispersion, price spread, lie apart, price dispersion, price range"],
    ["floors", "floor, price floor, below the floor, minimum price, under the floor"],
    [
      "buildUp",
      "build up, buildup, price build up, margin, levy, tax, taxes, duty, breakdown, made of, price formula, what changed in the price, component",
    ],
    [
      "rates",
      "fx, forex, exchange, exchange rate, currency, dollar, usd, brent, crude, crude oil, world, world price, platts, rate, international price",
    ],
    [
      "prices",
      "price, pump, ex pump, pump price, cheapest, dearest, cheap, expensive, cheaper, cost, median price, pricing window, window",
    ],
    [
      "quality",
      "quality, fuel quality, specification, spec, off spec, laboratory, lab, sample, cargo, vessel, adulteration, adulterated",
    ],
    [
      "cover",
      "days of cover, days of stock, days of supply, stock cover, cover, stock out, stockout, stock outs, run out, run dry, days would tanks last, tanks last, how long would tanks last, days",
    ],
    ["storage", "storage, capacity, storage capacity, tank, tankage, tank farm, store"],
    ["depots", "depot, throughput, loaded, loading, loads, gantry, rack, terminal"],
    ["flow", "flow, sankey, from importers to marketers, who supplies"],
    ["supply", "supply, import, imported, stock, supply chain"],
    ["beside", "versus, vs, compare, compared, comparison, side by side, against, beside"],
    [
      "overview",
      "overview, key figures, key figure, summary, at a glance, how fresh, fresh, freshness, newest figures, home",
    ],
    ["company", "largest, biggest, top, leader, leading, rank, ranking, best, company, league table"],
    ["volume", "volume, sales, sold, sell, litre, lifted, lifting, consumption, demand, consumed, quantity"],
  ] as const
).map(([topic, those]) => [topic, those.split(", ")] as const);

/** Whose volumes are meant. */
export const sourceWords: Readonly<Record<string, string>> = {
  omc: "omc",
  omcs: "omc",
  marketers: "omc",
  marketer: "omc",
  bdc: "bidec",
  bdcs: "bidec",
  bidec: "bidec",
  importers: "bidec",
  importer: "bidec",
  suppliers: "bidec",
  wholesalers: "bidec",
  retailers: "omc",
  lpgmc: "omc",
  national: "national",
  nationally: "national",
  nationwide: "national",
  country: "national",
};

/** Words of a question that choose nothing. */
export const fillers: readonly string[] =
  "which what who whose when where why how much many did does do is are was were has have had be been the a an in of for by most least more less from to and or per on at with than between since until all total every each any show me give tell see find open list its it their our my your we i there this that these those market fuel fuels oil product products year years month months quarter quarters week figures figure numbers number data name names please today compared over under into out up down as so can could would will should long fastest highest lowest large small big full last latest newest".split(
    " ",
  );

/** Which of several: `third quarter`, `second half`; nothing for the last. */
export const countWords: { readonly nth: Readonly<Record<string, number>> } = {
  nth: { first: 1, second: 2, third: 3, fourth: 4, last: 0, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4 },
};

export const monthWords: readonly string[] = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
