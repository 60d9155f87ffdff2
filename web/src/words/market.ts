/** What the Market page says. */
import { monthName } from "../ui/dates";
import { counted, points } from "../ui/numbers";

export const market = {
  title: "Market",
  hint: "Who sells how much of what, whose share grows, and who comes and goes.",
  source: "Whose volumes",
  sources: { omc: "Marketers", bidec: "Importers", depot: "Depots", national: "National" } as Readonly<
    Record<string, string>
  >,
  parts: "Part of the page",
  tabs: {
    volumes: "Volumes",
    shares: "Shares and ranks",
    gain: "Gains and losses",
    concentration: "Concentration",
    entry: "Entry and exit",
  },
  by: "Split by",
  dimensions: { company: "Company", product: "Product", depot: "Depot" },
  many: { company: "companies", product: "products", depot: "depots" },
  step: "Period",
  steps: { month: "Months", quarter: "Quarters", year: "Years" },
  a: { month: "a month", quarter: "a quarter", year: "a year" },
  measure: "Measure",
  measures: { volume: "Volume", tonnes: "Tonnes", growth_year: "Growth" },
  fuels: { L: "liquid fuels", kg: "LPG" },
  trend: {
    title: {
      volume: "Volume over time",
      tonnes: "Tonnes over time",
      growth_year: "Growth on the year before",
    },
  },
  heat: {
    title: "Who sells what",
    hint: (span: string) => `Share of each product that the largest have, ${span}`,
  },
  share: {
    title: "Share over time",
    hint: (source: string, what: string) => `${source}: part of all ${what} of the period`,
  },
  race: { title: "Ranks over time", hint: "Place by volume; 1 is the largest" },
  largest: {
    title: (many: string) => `The largest ${many}`,
    chosen: (many: string) => `The chosen ${many}`,
    hint: (span: string) => `${span}, with share and change on the year before`,
  },
  standing: {
    title: "Gains and losses of share",
    hint: (span: string, against: string) => `${span}, ${against}`,
    rank: "Rank",
    moved: "Moved",
    volume: (unit: string) => `Volume (${unit})`,
    growth: "Growth",
    share: "Share",
    change: "Change in share",
    before: "Share before",
    open: "Enter or a double click opens a company.",
    points,
    up: (count: number) => `▲ ${count}`,
    down: (count: number) => `▼ ${count}`,
    same: "–",
    unknown: "not named before",
  },
  hhi: {
    title: "Concentration (HHI)",
    hint: "Index of the shares squared: 10,000 is one company alone",
  },
  top: {
    title: (count: string) => (count === "1" ? "Share of the largest" : `Share of the ${count} largest`),
    hint: "Of the volume, together",
    choice: "How many of the largest",
  },
  active: { title: "Active companies", hint: "With any volume in the period" },
  entered: {
    title: "New in the period",
    hint: (span: string) => `First volume in ${span}`,
    none: "Nobody sold for the first time in this period.",
  },
  left: {
    title: "Gone since",
    hint: (from: string) => `Sold within the year before ${monthName(from)}, and nothing since`,
    none: "Nobody who sold in the year before has stopped.",
  },
  presence: {
    name: "Company",
    first: "First month",
    last: "Last month",
    count: (count: number) => counted(count, "name"),
    mayBe: (other: string) => `may be ${other}`,
    same: (count: number) =>
      `${counted(count, "more is", "more are")} left out, being another company’s name but for its marks or form`,
  },
  renames: "A new name may be an old company renamed: until its names are settled, both stand here.",
  settle: "Settle names",
  onlyNamed: (source: string) => `National figures name no companies: these are of ${source.toLowerCase()}.`,
};
