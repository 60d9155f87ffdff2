/** What the command palette says, and the words that it understands. */
export const words = {
  title: "Go anywhere",
  open: "Search",
  keys: "Ctrl K",
  macKeys: "⌘ K",
  ask: "A page, a company, or “diesel share 2023”",
  hint: "Arrow keys choose, Enter opens, Escape closes",
  nothing: (text: string) => `Nothing fits “${text}”. Try a company, a product, a month, or a page.`,
  groups: {
    answers: "Answers",
    pages: "Pages",
    views: "Saved views",
    dashboards: "Dashboards",
    companies: "Companies",
    products: "Products",
    regions: "Regions",
    depots: "Depots",
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
    volume: "Volumes",
    share: "Market shares",
    gain: "Share gained and lost",
    growth: "Growth",
    concentration: "Concentration",
    entry: "Entries and exits",
    prices: "Prices",
    buildUp: "Price build-up",
    rates: "Exchange rate and world price",
    quality: "Fuel quality",
    supply: "Supply chain",
    storage: "Storage and days of stock",
    regions: "Regions",
    company: "Company",
  },
} as const;

/** How people call a product, besides its name and code. */
export const productWords: Readonly<Record<string, readonly string[]>> = {
  gasoil: ["diesel", "ago"],
  gasoline: ["petrol", "pms", "mogas"],
  lpg: ["lpg", "autogas", "cooking gas"],
  atk: ["jet", "jet a1", "aviation", "kerosene aviation"],
  kerosene: ["kero", "dpk"],
  rfo: ["rfo", "fuel oil", "residual"],
  premix: ["premix"],
  mgo_local: ["marine", "mgo"],
};

/** How people call what a laboratory measures. */
export const parameterWords: Readonly<Record<string, readonly string[]>> = {
  sulphur: ["sulphur", "sulfur"],
  ron: ["octane", "ron"],
  density_15c: ["density"],
  cetane_index: ["cetane"],
  flash_point: ["flash"],
  reid_vapour_pressure: ["rvp", "vapour"],
  kinematic_viscosity: ["viscosity"],
};

/** Words that say what is asked about; the first list that holds one decides. */
export const topicWords: readonly (readonly [keyof typeof words.topics, readonly string[]])[] = [
  ["gain", ["gained", "gainers", "gain", "lost", "losers", "movers", "winners"]],
  ["share", ["share", "shares", "rank", "ranking", "ranks", "leaders", "biggest", "largest", "top"]],
  ["growth", ["growth", "grew", "change", "yoy", "trend"]],
  ["concentration", ["concentration", "hhi", "concentrated", "competition"]],
  ["entry", ["entry", "entries", "exit", "exits", "entered", "left", "newcomers"]],
  ["buildUp", ["build-up", "buildup", "margin", "margins", "levy", "levies", "tax", "taxes", "breakdown"]],
  ["rates", ["fx", "exchange", "cedi", "dollar", "brent", "world", "platts", "rate"]],
  ["prices", ["price", "prices", "pump", "ex-pump", "floor", "spread", "cheapest", "dearest"]],
  [
    "quality",
    [
      "quality",
      "specification",
      "off-spec",
      "laboratory",
      "samples",
      ...Object.values(parameterWords).flat(),
    ],
  ],
  ["storage", ["storage", "capacity", "tanks", "days", "stock", "stocks", "cover"]],
  ["supply", ["supply", "flow", "flows", "imports", "imported", "depots", "sankey"]],
  ["regions", ["region", "regions", "regional", "map"]],
  ["volume", ["volume", "volumes", "sales", "sold", "litres", "lifted", "liftings", "consumption", "demand"]],
];

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
  national: "national",
};

/** Words of a question that choose nothing. */
export const fillers: readonly string[] =
  "which what who whose how much many did does do is are was were the a an in of for by most from to and per on at between since until all total show me its their".split(
    " ",
  );

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
