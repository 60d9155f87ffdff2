/** The months that words mean, counted from the newest month that has figures. */
import { monthBy, monthName, monthsName } from "../../ui/dates";
import { countWords, monthWords } from "../../words/palette";

export interface Time {
  from: string;
  to: string;
}

const MONTHS = monthWords.flatMap((name, at) =>
  [name, name.slice(0, 3), ...(name.startsWith("sept") ? ["sept"] : [])].map(
    (each) => [each, at + 1] as const,
  ),
);
const NAMES = MONTHS.map(([name]) => name)
  .sort((a, b) => b.length - a.length)
  .join("|");
const NTH = Object.keys(countWords.nth).join("|");
const YEAR = "(?:19|20)\\d{2}";
const TO = "(?:to|until|till|through|and|-|–)";

const two = (number: number) => String(number).padStart(2, "0");
const months = (year: string, start: number, count: number): Time => ({
  from: `${year}-${two(start)}`,
  to: `${year}-${two(start + count - 1)}`,
});

type Rule = readonly [RegExp, (found: readonly string[], latest: string) => Time];

/** Without a year the newest is meant, or the one before where the newest has not come so far. */
function newest(latest: string, start: number, count: number): Time {
  const year = latest.slice(0, 4);
  const isAhead = `${year}-${two(start)}` > latest;
  return months(isAhead ? String(Number(year) - 1) : year, start, count);
}

function part(name: string, size: number): number {
  const count = countWords.nth[name] ?? Number(name);
  return ((count || 12 / size) - 1) * size + 1;
}

/** The quarter or year that is over before the newest month's own. */
function before(latest: string, size: number): Time {
  const start = Math.floor((Number(latest.slice(5)) - 1) / size) * size + 1;
  const first = monthBy(`${latest.slice(0, 4)}-${two(start)}`, -size);
  return { from: first, to: monthBy(first, size - 1) };
}

function running(latest: string, size: number): Time {
  const start = Math.floor((Number(latest.slice(5)) - 1) / size) * size + 1;
  return { from: `${latest.slice(0, 4)}-${two(start)}`, to: latest };
}

const rule = (pattern: string, read: Rule[1]): Rule => [new RegExp(`\\b${pattern}`, "u"), read];
const number = (name = "") => MONTHS.find(([each]) => each === name)?.[1] ?? 1;

/** The first that fits decides, so that whoever says more stands above whoever says less. */
const RULES: readonly Rule[] = [
  rule(`(\\d{4}-\\d{2})\\s*${TO}\\s*(\\d{4}-\\d{2})\\b`, ([from = "", to = ""]) => ({ from, to })),
  rule(`(${NAMES})\\s+(${YEAR})\\s*${TO}\\s*(${NAMES})\\s+(${YEAR})\\b`, ([a, from, b, to]) => ({
    from: `${from}-${two(number(a))}`,
    to: `${to}-${two(number(b))}`,
  })),
  rule(`(${NAMES})\\s*${TO}\\s*(${NAMES})\\s+(${YEAR})\\b`, ([a, b, year]) => ({
    from: `${year}-${two(number(a))}`,
    to: `${year}-${two(number(b))}`,
  })),
  rule(`(${YEAR})\\s*${TO}\\s*(${YEAR})\\b`, ([from, to]) => ({ from: `${from}-01`, to: `${to}-12` })),
  rule(`(?:since|from)\\s+(${NAMES})\\s+(${YEAR})\\b`, ([name, year]) => ({
    from: `${year}-${two(number(name))}`,
    to: "",
  })),
  rule(`(?:since|from)\\s+(\\d{4}-\\d{2})\\b`, ([from = ""]) => ({ from, to: "" })),
  rule(`(?:since|from)\\s+(${YEAR})\\b`, ([year]) => ({ from: `${year}-01`, to: "" })),
  rule(`after\\s+(${YEAR})\\b`, ([year]) => ({ from: `${Number(year) + 1}-01`, to: "" })),
  rule(`before\\s+(${YEAR})\\b`, ([year]) => ({ from: "", to: `${Number(year) - 1}-12` })),
  rule(`(?:until|till|up to)\\s+(${YEAR})\\b`, ([year]) => ({ from: "", to: `${year}-12` })),
  rule(`(${YEAR}-(?:0[1-9]|1[0-2]))\\b`, ([month = ""]) => ({ from: month, to: month })),
  rule(`q([1-4])[\\s/-]*(${YEAR})\\b`, ([nth = "", year = ""]) => months(year, part(nth, 3), 3)),
  rule(`h([12])[\\s/-]*(${YEAR})\\b`, ([nth = "", year = ""]) => months(year, part(nth, 6), 6)),
  rule(`(${YEAR})[\\s/-]*q([1-4])\\b`, ([year = "", nth = ""]) => months(year, part(nth, 3), 3)),
  rule(`(${YEAR})[\\s/-]*h([12])\\b`, ([year = "", nth = ""]) => months(year, part(nth, 6), 6)),
  rule(`(${NTH})\\s+quarter\\s+(?:of\\s+|in\\s+)?(${YEAR})\\b`, ([nth = "", year = ""]) =>
    months(year, part(nth, 3), 3),
  ),
  rule(`(${NTH})\\s+half\\s+(?:of\\s+|in\\s+)?(${YEAR})\\b`, ([nth = "", year = ""]) =>
    months(year, part(nth, 6), 6),
  ),
  rule(`(${NAMES})\\s+(?:of\\s+)?(${YEAR})\\b`, ([name, year = ""]) => months(year, number(name), 1)),
  rule(`(${YEAR})\\b`, ([year = ""]) => months(year, 1, 12)),
  rule("(?:last|past|previous) (\\d{1,2}) years?\\b", ([count], latest) => ({
    from: `${Number(latest.slice(0, 4)) - Number(count) + 1}-01`,
    to: latest,
  })),
  rule("(?:last|past|previous) (\\d{1,2}) months?\\b", ([count], latest) => ({
    from: monthBy(latest, 1 - Number(count)),
    to: latest,
  })),
  rule("(?:last|previous|past) year\\b", (_, latest) => before(latest, 12)),
  rule("(?:last|previous|past) quarter\\b", (_, latest) => before(latest, 3)),
  rule("this quarter\\b", (_, latest) => running(latest, 3)),
  rule("(?:this year|year to date|ytd)\\b", (_, latest) => running(latest, 12)),
  rule("q([1-4])\\b", ([nth = ""], latest) => newest(latest, part(nth, 3), 3)),
  rule("h([12])\\b", ([nth = ""], latest) => newest(latest, part(nth, 6), 6)),
  rule("(?:(?:latest|last|this|newest) month|latest|newest|now|today)\\b", (_, latest) => ({
    from: latest,
    to: latest,
  })),
  rule(`(${NAMES})\\b`, ([name], latest) => newest(latest, number(name), 1)),
];

/** The first time that small letters name, and the text without it; without a newest month only what names a year. */
export function timeIn(text: string, latest: string): { time: Time | null; rest: string } {
  for (const [pattern, read] of RULES) {
    const found = pattern.exec(text);
    if (!found) continue;
    const time = read(found.slice(1), latest);
    const rest = text.replace(found[0], " ");
    if (isTime(time)) return { time, rest };
    if (!latest) return { time: null, rest };
  }
  return { time: null, rest: text };
}

function isTime({ from, to }: Time): boolean {
  return [from, to].every((each) => /^(\d{4}-(0[1-9]|1[0-2]))?$/.test(each)) && Boolean(from || to);
}

/** `2023`, `Mar 2024`, `Jan – Jun 2023`, `2020 –`. */
export function timeName({ from, to }: Time): string {
  if (from && to) return monthsName(from, to);
  const short = (month: string, edge: string) =>
    month.endsWith(edge) ? month.slice(0, 4) : monthName(month);
  return from ? `${short(from, "-01")} –` : `– ${short(to, "-12")}`;
}
