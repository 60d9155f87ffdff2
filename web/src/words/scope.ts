/** What the filters say. */
import type { Part, Preset } from "../features/scope/scope";
import { dayName, monthName, monthsName } from "../ui/dates";

export const scopeWords = {
  bar: "Filters",
  open: "Filters",
  openWith: (count: number) => (count ? `Filters, ${count} set` : "Filters"),
  close: "Done",
  clearAll: "Clear all",
  clearOne: (what: string) => `Clear ${what}`,
  remove: (what: string) => `Remove ${what}`,
  undone: "The last filter was undone.",
  restored: "The filter was set again.",
  chosen: "Chosen filters",
  parts: {
    time: "Time",
    product: "Products",
    company: "Companies",
    region: "Regions",
    depot: "Depots",
    source: "Stage",
    unit: "Unit",
    compare: "Compare",
    asOf: "As known",
  } satisfies Record<Part, string>,
  valuesOf: (name: string, count: number) => (count ? `${name}, ${count} chosen` : name),
  search: {
    product: "Find a product",
    company: "Find a company",
    region: "Find a region",
    depot: "Find a depot",
  },
  nothingLike: (text: string) => `Nothing is called “${text}”.`,
  nothingHeld: "Nothing to choose from yet.",
  notLoaded: "The choices could not be had.",
  wholeGroup: (name: string) => `All of ${name}`,
  many: (count: number, part: Part) => `${count} ${scopeWords.parts[part].toLowerCase()}`,
  everything: "All months",
  from: "From",
  to: "To",
  anyMonth: "Any",
  presets: {
    latest: (latest: string) => `Latest month · ${monthName(latest)}`,
    months12: () => "Last 12 months",
    year: (latest: string) => `This year · ${latest.slice(0, 4)}`,
    yearBefore: (latest: string) => `Last year · ${Number(latest.slice(0, 4)) - 1}`,
    all: () => "Everything",
  } satisfies Record<Preset, (latest: string) => string>,
  presetsHint: (latest: string) => `The newest figures are of ${monthName(latest)}.`,
  span: (from: string, to: string) => {
    if (from && to) return monthsName(from, to);
    return from ? `From ${monthName(from)}` : to ? `To ${monthName(to)}` : "All months";
  },
  compare: { "": "No comparison", previous_period: "Previous period", year_ago: "Last year" },
  comparedWith: { previous_period: "against the previous period", year_ago: "against last year" },
  units: { "": "All units", L: "Litres", kg: "Kilograms" },
  asOfNow: "Latest",
  asOfHint: "Shows the figures as they had been published by the end of this day.",
  asOf: (day: string) => `As known on ${dayName(day)}`,
  sample: {
    label: "Sample",
    badge: "SAMPLE",
    strong: "This market is simulated.",
    text: "Every figure on this page is made up, so that there is something to look at before your own workbooks are in.",
    remove: "Remove the sample",
    removeTitle: "Remove the sample?",
    removeText:
      "The simulated country goes whole: its workbooks, its facts and its report. Your own facts are not touched, and the removal is recorded. The sample can be loaded again from the Data page.",
    keep: "Keep it",
    removing: "Removing…",
    removingWhy: "The sample is being removed",
  },
};
