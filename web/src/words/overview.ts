/** What the Overview page says. */
import { monthName } from "../ui/dates";
import { counted, percent } from "../ui/numbers";

export const overview = {
  title: (month: string) => (month ? `The market in ${monthName(month)}` : "The market at a glance"),
  hint: "What was sold and at what price, who gained and who lost, and how fresh the figures are.",
  figures: "Key figures",
  /** What the tiles are called where they are taken along as tables. */
  taken: {
    volumes: "Key figures: volumes",
    competition: "Key figures: competition",
    prices: "Key figures: prices",
  },
  fuels: { L: "Liquid fuels", kg: "LPG" },
  yearTo: (month: string) => `Jan – ${monthName(month)}`,
  againstYear: "on last year",
  pump: (product: string) => `${product} at the pump`,
  window: (day: string) => `Average, from ${day}`,
  noPrices: "No prices are published for this time",
  companies: "Active marketers",
  companiesChange: (change: number) => `${change > 0 ? "+" : change < 0 ? "−" : "±"}${Math.abs(change)}`,
  concentration: "Concentration (HHI)",
  concentrationNote: (share: number) => `The five largest have ${percent(share)}`,
  volume: { title: "National volume by product", hint: (span: string) => `A month, ${span}` },
  mix: { title: "Product mix", hint: (span: string) => `Part of all tonnes, ${span}` },
  gained: {
    title: "Gained most share",
    hint: (what: string, span: string) => `${what}, ${span} on the year before`,
  },
  lost: {
    title: "Lost most share",
    hint: (what: string, span: string) => `${what}, ${span} on the year before`,
  },
  largest: { title: "Largest marketers", hint: (what: string, span: string) => `${what}, ${span}` },
  moversNote: "Names without figures a year before are left out: they are new, or were renamed.",
  rankWas: (rank: number | null, change: number | null) =>
    rank === null
      ? ""
      : change === null || change === 0
        ? `Rank ${rank}, as before`
        : `Rank ${rank}, was ${rank - change}`,
  prices: {
    title: "At the pump and the floor",
    hint: "Average price, by pricing window",
    fuel: "Fuel",
  },
  fresh: {
    title: "How fresh the figures are",
    hint: "The newest figures of each source",
    source: "Source",
    newest: "Newest",
    age: "Age",
    old: (months: number) => (months <= 0 ? "this month" : months === 1 ? "1 month" : `${months} months`),
    files: (count: number, refused: number) =>
      refused
        ? `${counted(count, "file")} taken in, ${refused} refused`
        : `${counted(count, "file")} taken in`,
    blocks: (count: number) => `${counted(count, "finding blocks", "findings block")}`,
    looks: (count: number) => `${counted(count, "finding wants", "findings want")} a look`,
    data: "Open the data",
    prices: "Prices",
  },
  insights: {
    title: "What stands out",
    hint: "The newest first, each once",
    none: "Nothing out of the ordinary in the last half year.",
    notYet: "The figures are looked through soon after they come in.",
  },
  empty: {
    mine: { title: "This home holds no facts yet", action: "Bring in a workbook" },
    mineText: "Drop a regulator’s workbook on the Data page, or type",
    mineCommand: "petroverse import PATH",
    mineSample: "The sample can be loaded there as well.",
    others: { title: "There are no facts here yet" },
    othersText:
      "Whoever brings files in for your organisation has not done so yet. They show here as soon as they are in.",
  },
};
