/** How times read on the page: months as `Mar 2024`, days as `5 Mar 2024`, instants with their zone. */
import { words } from "../words/ui";

/** `2024-03` → `Mar 2024`. Anything else comes back as it is. */
export function monthName(month: string): string {
  const [, year, number] = /^(\d{4})-(\d{2})/.exec(month) ?? [];
  return year && number ? `${words.months[Number(number) - 1] ?? number} ${year}` : month;
}

/** `2024-03-05` (or an instant, by its UTC day) → `5 Mar 2024`. */
export function dayName(day: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  return year && month && date ? `${Number(date)} ${words.months[Number(month) - 1] ?? month} ${year}` : day;
}

let zone = "UTC";

/** From now on instants read by the clock of this zone, such as the country's; UTC until then. */
export function showTimesIn(name: string): void {
  zone = name;
}

/** The zone by whose clock instants read. */
export function shownZone(): string {
  return zone;
}

/** An instant by the country's clock → `5 Mar 2024, 14:05 UTC`. */
export function instantName(instant: string): string {
  const parts = new Intl.DateTimeFormat(words.locale, {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).formatToParts(new Date(instant));
  const of = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  const day = dayName(`${of("year")}-${of("month")}-${of("day")}`);
  return `${day}, ${of("hour")}:${of("minute")} ${of("timeZoneName")}`;
}

/** A half-open pair of days as months: `2019-01-01`, `2024-04-01` → `Jan 2019 – Mar 2024`. */
export function spanName(start: string, end: string): string {
  const last = new Date(`${end.slice(0, 10)}T00:00:00Z`);
  last.setUTCDate(last.getUTCDate() - 1);
  const from = monthName(start);
  const to = monthName(last.toISOString());
  return from === to ? from : `${from} – ${to}`;
}

/** From one month to another, both included, as short as it can be said: `2024`, `Jan – Mar 2024`, `Nov 2023 – Mar 2024`. */
export function monthsName(from: string, to: string): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  if (from === to) return monthName(from);
  if (from.endsWith("-01") && to.endsWith("-12")) return first === last ? first : `${first} – ${last}`;
  return `${first === last ? monthName(from).slice(0, 3) : monthName(from)} – ${monthName(to)}`;
}

/** The month so many months before or after: `monthBy("2024-03", -12)` → `2023-03`. */
export function monthBy(month: string, steps: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const at = year * 12 + (number - 1) + steps;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
}
