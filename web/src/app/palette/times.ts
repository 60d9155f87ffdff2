/** The months that words mean, counted from the newest month that has figures. */
import { monthBy, spanName } from "../../ui/dates";
import { monthWords } from "../../words/palette";

export interface Time {
  from: string;
  to: string;
}

const MONTHS = monthWords.flatMap((name, at) => [
  [name, at + 1] as const,
  [name.slice(0, 3), at + 1] as const,
]);
const NAMES = MONTHS.map(([name]) => name)
  .sort((a, b) => b.length - a.length)
  .join("|");
const two = (number: number) => String(number).padStart(2, "0");
const quarter = (year: string, start: number, months: number): Time => ({
  from: `${year}-${two(start)}`,
  to: `${year}-${two(start + months - 1)}`,
});

type Rule = readonly [RegExp, (found: RegExpExecArray, latest: string) => Time];

const RULES: readonly Rule[] = [
  [/\b(\d{4}-\d{2})\s*(?:to|until|-|–)\s*(\d{4}-\d{2})\b/, ([, from = "", to = ""]) => ({ from, to })],
  [
    /\b((?:19|20)\d{2})\s*(?:to|until|and|-|–)\s*((?:19|20)\d{2})\b/,
    ([, from, to]) => ({ from: `${from}-01`, to: `${to}-12` }),
  ],
  [/\bsince ((?:19|20)\d{2})\b/, ([, year]) => ({ from: `${year}-01`, to: "" })],
  [/\b((?:19|20)\d{2}-(?:0[1-9]|1[0-2]))\b/, ([, month = ""]) => ({ from: month, to: month })],
  [/\bq([1-4])\s*((?:19|20)\d{2})\b/, ([, part, year = ""]) => quarter(year, Number(part) * 3 - 2, 3)],
  [/\bh([12])\s*((?:19|20)\d{2})\b/, ([, part, year = ""]) => quarter(year, Number(part) * 6 - 5, 6)],
  [
    new RegExp(`\\b(${NAMES})\\s+((?:19|20)\\d{2})\\b`),
    ([, name, year = ""]) => quarter(year, monthNumber(name), 1),
  ],
  [/\b((?:19|20)\d{2})\b/, ([, year = ""]) => quarter(year, 1, 12)],
  [/\blast year\b/, (_, latest) => quarter(String(Number(latest.slice(0, 4)) - 1), 1, 12)],
  [/\bthis year\b/, (_, latest) => ({ from: `${latest.slice(0, 4)}-01`, to: latest })],
  [/\b(?:last|past) 12 months\b/, (_, latest) => ({ from: monthBy(latest, -11), to: latest })],
  [/\b(?:latest|last|this) month\b|\blatest\b|\bnow\b/, (_, latest) => ({ from: latest, to: latest })],
];

function monthNumber(name = ""): number {
  return MONTHS.find(([each]) => each === name)?.[1] ?? 1;
}

/** The first time that small letters name, and the text without it; without a newest month only what names a year. */
export function timeIn(text: string, latest: string): { time: Time | null; rest: string } {
  for (const [pattern, read] of RULES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const time = read(found, latest);
    if (!/^(\d{4}-\d{2})?$/.test(time.from) || !/^(\d{4}-\d{2})?$/.test(time.to)) continue;
    return { time, rest: text.replace(found[0], " ") };
  }
  return { time: null, rest: text };
}

/** `2023`, `Mar 2024`, `Jan 2023 – Jun 2023`. */
export function timeName({ from, to }: Time): string {
  if (from.slice(5) === "01" && to.slice(5) === "12") {
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
    return first === last ? first : `${first} – ${last}`;
  }
  return to ? spanName(`${from}-01`, `${monthBy(to, 1)}-01`) : `${from.slice(0, 4)} –`;
}
