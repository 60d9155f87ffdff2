/** When a report is sent: chosen in words, kept as a cron expression, and read back as words. */
import { words } from "../../words/reports";

const { when } = words.schedule;

export const OFTENS = ["day", "workday", "week", "month"] as const;
export type Often = (typeof OFTENS)[number];

export interface When {
  often: Often;
  /** `07:30`, by the clock of the schedule's zone. */
  time: string;
  /** 0 is Sunday. */
  weekday: number;
  monthDay: number;
}

export function cronOf({ often, time, weekday, monthDay }: When): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const days = { day: "* * *", workday: "* * 1-5", week: `* * ${weekday}`, month: `${monthDay} * *` };
  return `${minute} ${hour} ${days[often]}`;
}

export function whenWords({ often, time, weekday, monthDay }: When): string {
  if (often === "week") return when.week(weekday, time);
  return often === "month" ? when.month(monthDay, time) : when[often](time);
}

/** What a cron expression says; undefined where it says more than this page writes. */
export function whenOf(cron: string): When | undefined {
  const [, minute, hour, days] = /^(\d{1,2}) (\d{1,2}) (\S+ \S+ \S+)$/.exec(cron) ?? [];
  if (minute === undefined || hour === undefined || days === undefined) return undefined;
  const at = { time: `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`, weekday: 1, monthDay: 1 };
  if (days === "* * *") return { ...at, often: "day" };
  if (days === "* * 1-5") return { ...at, often: "workday" };
  const [, weekday] = /^\* \* ([0-6])$/.exec(days) ?? [];
  if (weekday) return { ...at, often: "week", weekday: Number(weekday) };
  const [, monthDay] = /^(\d{1,2}) \* \*$/.exec(days) ?? [];
  return monthDay ? { ...at, often: "month", monthDay: Number(monthDay) } : undefined;
}

/** A name for a schedule, one that no other has. */
export function scheduleName(title: string, taken: readonly string[]): string {
  const plain = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 50);
  const first = plain || "report";
  let name = first;
  for (let number = 2; taken.includes(name); number += 1) name = `${first}-${number}`;
  return name;
}

/** The addresses of a line: commas, semicolons, spaces or lines between. */
export function addressesOf(line: string): string[] {
  return [...new Set(line.split(/[\s,;]+/).filter((each) => each.includes("@")))];
}
