/** What the card of a company's risk says. */
import { monthName } from "../ui/dates";
import { counted, exactNumber, percent } from "../ui/numbers";

const events: Readonly<Record<string, string>> = {
  lapses: "Stops lifting",
  halves: "Lifts half or less",
};

export const risk = {
  title: "May it stop lifting?",
  hint: (month: string) => `After ${monthName(month)}, learned from what came of every company before`,
  simulated: "Simulated",
  kinds: "What may happen",
  event: (event: string, months: number) => `${events[event] ?? event} within ${months} months`,
  columns: { event: "What", chance: "How likely", base: "Any company", before: "When we said so before" },
  before: (came: number, of: number) =>
    of ? `it came true for ${exactNumber(came)} of ${exactNumber(of)}` : "never said yet",
  meaning:
    "It stops when it lifts nothing for three months in a row. It lifts half or less when its months ahead come to at most half of its mean of the last six.",
  why: "Why",
  about: (event: string, months: number) => `${events[event] ?? event}, ${months} months`,
  likelier: (times: number) => `${times.toFixed(1)} times the odds`,
  noReasons: "Nothing about it stands out.",
  good: "How good such warnings were",
  record: (first: string, last: string, cases: number) =>
    `Told from ${monthName(first)} to ${monthName(last)}, each from the months before it alone: ${counted(cases, "warning")}.`,
  caught: (caught: number, rule: number) =>
    `The loudest tenth of each month held ${percent(caught)} of those that stopped within three months; a rule that only counts silent months, ${percent(rule)}.`,
  order: (auc: number, rule: number) =>
    `Of one that stopped and one that did not, the first had been warned louder in ${percent(auc)} of pairs; by the rule, ${percent(rule)}.`,
  lapsed: (month: string) =>
    `It has stopped: it lifted last in ${monthName(month)}, and nothing for three months or more since.`,
  hidden: "Warnings are learned from the whole market, and are shown to those who may see all of it.",
  elsewhere: (stage: string) => `It has lifted nothing as ${stage}, so there is nothing to warn of here.`,
  short: "Too little is known yet to learn a warning from.",
} as const;
