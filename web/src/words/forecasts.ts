/** What the Forecasts page says. */
import { dayName, instantName, monthName, monthsName } from "../ui/dates";
import { counted, percent, shortQuantity, signedPercent } from "../ui/numbers";

function unitSaid(unit: string): string {
  return unit === "kg" ? ", what is counted in kilograms" : "";
}

export const forecasts = {
  title: "Forecasts",
  hint: "What the next months will bring, how far it may miss, and why.",
  level: "Forecast",
  levels: {
    nation: "Nation",
    omc: "Marketers",
    bidec: "Importers",
    region: "A region",
    company: "A marketer",
  },
  name: { region: "Region", company: "Marketer" },
  choose: { region: "Choose a region", company: "Choose a marketer" },
  chooseText: {
    region: "Each region’s demand is forecast from its own past.",
    company: "Each marketer’s demand is forecast from its own past.",
  },
  product: "Product",
  horizon: "Months ahead",
  horizons: { "6": "6 months", "12": "12 months" },
  range: "Range",
  ranges: { "80": "80 %", "95": "95 %" },
  asKnown: (day: string) => `As it would have been made on ${dayName(day)}`,
  sample: "SAMPLE: simulated",
  csv: "CSV",
  workbook: "Workbook",
  mayNotExport: "Taking figures along takes the right to export.",
  fetching: "It is on its way.",
  making: {
    title: "The forecast is being made",
    waiting: "It waits for a worker.",
    running: (done: number, total: number, what: string) =>
      total
        ? `Round ${Math.min(done + 1, total)} of ${total}: every method forecasts as if it were ${monthName(what.slice(0, 7))}${unitSaid(what.slice(8))}.`
        : "The past is being read.",
    text: "Every method forecasts months that have already passed, each time knowing only what came before. Whoever did best counts most. This is done once; later only new months are added. You may leave the page: it goes on.",
    progress: (done: number, total: number) => `${done} of ${total} rounds`,
  },
  none: {
    title: "Nothing to forecast from",
    text: "No product here has a past that is long enough.",
  },
  next: "Next month",
  whole: (count: number) => `Next ${counted(count, "month")} together`,
  likely: (low: number, high: number, unit: string) =>
    `80 % sure: ${shortQuantity(low, unit)} to ${shortQuantity(high, unit)}`,
  onLastYear: "on the same months last year",
  miss: "Typical miss",
  missPeriod: (folds: number) => `over ${counted(folds, "past forecast")}`,
  missNote: (naive: number) => `“As last month” misses by ${percent(naive)}`,
  held: "Ranges that held",
  heldPeriod: "of the 80 % ranges told then",
  heldNote: (ratio: number) => `Of the 95 % ranges ${percent(ratio)}`,
  notYet: "nothing has come true yet",
  unknown: {
    badge: "Unknown",
    all: "Nobody can know this: the range is wider than four times what is usual. The figures are the middle of a guess.",
    some: "For some of these months nobody can know: the range is wider than four times what is usual.",
  },
  chart: {
    title: (product: string, where: string) => `${product}, ${where}`,
    changed: (since: string, inside: string, product: string) =>
      `Until ${dayName(since)} ${inside} held ${product} as well.`,
    hint: (first: string, last: string, range: string) =>
      `Expected for ${monthsName(first, last)}; the band holds ${range} of 100`,
  },
  where: { nation: "nation", omc: "all marketers", bidec: "all importers" },
  why: {
    title: "Why",
    hint: (known: string) => `From what was known on ${instantName(known)}`,
    changed: "Since the forecast before",
    changedOf: (month: string, change: number) => `${monthName(month)} ${signedPercent(change)}`,
    none: "There is nothing more to say than the past does.",
  },
  members: {
    title: "Who forecasts",
    hint: "Every method’s weight, by how it did on months that have passed",
    name: "Method",
    weight: "Weight",
    miss: "Typical miss",
  },
  months: {
    title: "Month by month",
    hint: (unit: string) => (unit === "kg" ? "In kilograms" : unit === "L" ? "In litres" : `In ${unit}`),
    caption: "The months ahead",
    month: "Month",
    forecast: "Expected",
    range80: "80 % range",
    range95: "95 % range",
    to: (low: string, high: string) => `${low} to ${high}`,
  },
  then: {
    title: "What was forecast before",
    hint: "Forecasts that this platform told, beside what came",
    none: "No month that was forecast here has come yet. This fills as months pass.",
    month: "Month",
    known: "Known then",
    forecast: "Expected",
    came: "Came",
    miss: "Miss",
    within: "Within 80 %",
    yes: "yes",
    no: "no",
  },
} as const;
