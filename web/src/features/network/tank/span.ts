/** Which time of a tank is shown: the last hours or days, or a span of one's own; the address holds it. */

export const PRESETS = ["24h", "1h", "7d", "30d", "90d", "1y"] as const;
export type Preset = (typeof PRESETS)[number];

const HOUR = 3_600_000;
const LENGTHS: Record<Preset, number> = {
  "1h": HOUR,
  "24h": 24 * HOUR,
  "7d": 168 * HOUR,
  "30d": 720 * HOUR,
  "90d": 2160 * HOUR,
  "1y": 8760 * HOUR,
};
const SHORTEST = 10_000;
const LONGEST = 10 * 366 * 24 * HOUR;

/** Two instants in milliseconds, the end not included. */
export interface Span {
  from: number;
  until: number;
}

/** How long a preset looks back, milliseconds. */
export function lengthOf(preset: Preset): number {
  return LENGTHS[preset];
}

/** The span that a preset means now. */
export function lastSpan(preset: Preset, now: number): Span {
  return { from: now - LENGTHS[preset], until: now };
}

/** `2026-11-01T00:00:00.000Z~…` → the span; null where it says none. */
export function readSpan(text: string): Span | null {
  const [from = NaN, until = NaN] = text.split("~").map((each) => Date.parse(each));
  return until - from >= SHORTEST ? { from, until } : null;
}

export function spanText({ from, until }: Span): string {
  return [from, until].map((each) => new Date(each).toISOString().replace(/\.\d+Z$/, "Z")).join("~");
}

/** So many times as long about the same middle, never shorter than ten seconds nor longer than ten years. */
export function zoomed({ from, until }: Span, by: number): Span {
  const middle = (from + until) / 2;
  const half = Math.min(Math.max((until - from) * by, SHORTEST), LONGEST) / 2;
  return { from: middle - half, until: middle + half };
}

/** A part of its own length later, or earlier where it is below zero. */
export function shifted({ from, until }: Span, part: number): Span {
  const by = (until - from) * part;
  return { from: from + by, until: until + by };
}

/** An instant as a box of date and time holds it, by the clock of a zone. */
export function boxText(instant: number, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instant);
  const of = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}`;
}

/** The instant that such a text means by the clock of a zone; NaN where it means none. */
export function boxInstant(text: string, zone: string): number {
  const asked = Date.parse(`${text}Z`);
  if (Number.isNaN(asked)) return NaN;
  // What the zone's clock shows at a guess tells how far the guess is off; twice, for the hour when clocks change.
  const off = (guess: number) => guess + asked - Date.parse(`${boxText(guess, zone)}Z`);
  return off(off(asked));
}
