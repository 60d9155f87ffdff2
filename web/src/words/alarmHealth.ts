/** What the review of alarms says. */
import { counted, percent } from "../ui/numbers";
import { alarms } from "./alarms";

const few = (value: number) => (value < 0.1 ? String(Number(value.toFixed(3))) : value.toFixed(1));
const whole = (value: number) => String(Math.round(value));

/** What is measured: its name, why, and how a figure of it reads. */
const measures: Readonly<Record<string, { name: string; why: string; say: (value: number) => string }>> = {
  per_10_min: {
    name: "Alarms in ten minutes",
    why: "On average. About one is what a person can answer well.",
    say: few,
  },
  per_hour: { name: "Alarms an hour", why: "On average.", say: few },
  flooded_share: {
    name: "Time in a flood",
    why: "More than 10 alarms in ten minutes, until fewer than 5.",
    say: percent,
  },
  top_ten_share: {
    name: "The ten most frequent",
    why: "A few alarms that call all the time hide the others.",
    say: percent,
  },
  chattering: { name: "Alarms that chatter", why: "Called three times within a minute.", say: whole },
  stale: { name: "Alarms that stand", why: "So for longer than 24 hours.", say: whole },
  unauthorised: { name: "Kept quiet by somebody who may not", why: "There must be none.", say: whole },
  low_share: { name: "Of low priority", why: "About 80 % of all.", say: percent },
  medium_share: { name: "Of medium priority", why: "About 15 % of all.", say: percent },
  high_share: { name: "Of high priority", why: "About 5 % of all.", say: percent },
};

export const alarmHealth = {
  title: "How well alarms serve",
  hint: "Too many alarms are as bad as none: nobody answers them. The figures are those that ISA-18.2 and EEMUA 191 ask of one operator position.",
  by: "For whom",
  bys: { all: "One position for all", region: "Each region", place: "Each site" },
  positions: "Positions",
  position: "Position",
  all: "All sites",
  noRegion: "Without a region",
  raised: "Alarms that called",
  raisedCount: (count: number) => `${counted(count, "alarm")} called somebody`,
  beyond: "Beyond its target",
  beyondCount: (count: number) => (count === 0 ? "Nothing" : counted(count, "figure")),
  back: "All positions",
  quiet: (count: number) => `${counted(count, "more position")} had no alarm at all.`,
  notWhole: "There were more lines than can be read: only the newest count.",
  none: "No alarm has called anybody",
  noneHint:
    "In the last 30 days nothing called. As soon as a rule calls people, how well it serves stands here.",
  simulated: "Simulated",
  columns: { measure: "Figure", value: "Now", target: "Target", verdict: "Verdict", open: "Open" },
  open: "Open",
  openOf: (position: string) => `Open ${position}`,
  measures,
  target: (target: string, ceiling: string) =>
    target === ceiling ? target : `${target}, at most ${ceiling}`,
  about: (target: string) => `about ${target}`,
  verdicts: { met: "Met", tolerable: "Tolerable", missed: "Missed", too_few: "Too few to tell" },
  top: "Most frequent",
  topHint: "The ten that called most. Widen the deadband or the delay of those that call for nothing.",
  chattering: "Chattering",
  chatteringHint: "A wider deadband or a delay ends it.",
  stale: "Standing for more than a day",
  staleHint: "Repair what is broken, or take it out of service with a reason.",
  floods: "Floods",
  unauthorised: "Kept quiet by somebody who may not",
  times: (count: number) => counted(count, "time"),
  flood: (count: number) => `${counted(count, "alarm")} in it`,
  nothing: "None",
  at: (rule: keyof typeof alarms.rules, subject: string) => `${alarms.rules[rule]} · ${subject}`,
} as const;
