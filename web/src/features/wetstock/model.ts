/** Tanks of all sites as lines of one list, the worst first, and what to do about one. */
import type {
  Reason,
  StockCause,
  StockInShort,
  StockOfSite,
  StockSystem,
  Verdict,
} from "../../client/wetStock";
import { wetStock } from "../../words/wetStock";

const words = wetStock.deeds;

export interface Line extends StockInShort {
  place: string;
  site: string;
}

export const VERDICTS: readonly Verdict[] = ["FAIL", "INCONCLUSIVE", "PASS"];
/** A meter of class 0.5 may be off by so much (OIML R 117-1), per cent. */
const PERMITTED = 0.5;

/** Fails first, then what cannot be told; within each by how much of the allowed is used up. */
export function worstFirst(sites: readonly StockOfSite[]): readonly Line[] {
  return sites
    .flatMap(({ place, name, systems }) => systems.map((each) => ({ ...each, place, site: name })))
    .sort(
      (a, b) =>
        VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
        used(b) - used(a) ||
        a.site.localeCompare(b.site) ||
        a.system.localeCompare(b.system),
    );
}

/** How much of what the law allows is missing or over: 1 is all of it; below zero where there is no book. */
function used(line: StockInShort): number {
  return allowedPart(line) ?? -1;
}

export function allowedPart({
  variance_l,
  limit_l,
}: Pick<StockInShort, "variance_l" | "limit_l">): number | null {
  return variance_l === null || !limit_l ? null : Math.abs(variance_l) / limit_l;
}

export function soldPart({ variance_l, flow_l }: Pick<StockInShort, "variance_l" | "flow_l">): number | null {
  return variance_l === null || !flow_l ? null : variance_l / flow_l;
}

export function soughtLines(lines: readonly Line[], text: string, verdict: string): readonly Line[] {
  const wanted = text.trim().toLowerCase();
  return lines.filter(
    (each) =>
      (!verdict || each.verdict === verdict) &&
      [each.site, each.place, each.system, ...each.tanks].some((name) => name.toLowerCase().includes(wanted)),
  );
}

/** The range that a cause lies in with 95 % certainty, litres; the estimate alone where its doubt is not known. */
export function rangeOf({ litres, sd_l }: StockCause): readonly [number, number] {
  const [middle, reach] = [litres ?? 0, 1.96 * (sd_l ?? 0)];
  return [middle - reach, middle + reach];
}

/** What several causes are called that cannot be told apart. */
export function causeName(causes: readonly string[]): string {
  return causes.map((each) => wetStock.causes.names[each] ?? each).join(wetStock.causes.or);
}

/** Whether a meter is known to be off by more than its class allows; null where too little is known. */
export function isOff(meter: StockSystem["meter_drifts"][number]): boolean | null {
  const [value, sd] =
    meter.percent_against_others === null
      ? [meter.percent, meter.sd_percent]
      : [meter.percent_against_others, meter.sd_percent_against_others];
  if (!meter.is_known || value === null || sd === null) return null;
  return Math.abs(value) > PERMITTED + 2 * sd;
}

/** What a person does about a tank's month, the most pressing first. */
export function deedsOf(system: StockSystem): readonly string[] {
  const { leak, rule, verdict } = system;
  const deeds: string[] = [];
  if (leak.verdict === "FAIL") deeds.push((leak.rate_l_h ?? 0) < 0 ? words.incoming : words.stop);
  if (rule.verdict === "FAIL") {
    deeds.push((rule.variance_l ?? 0) < 0 ? words.short : words.over);
    const largest = sureCauses(system)[0];
    if (largest) deeds.push(words.cause(causeName(largest.causes), wetStock.lost(largest.litres ?? 0)));
    deeds.push(words.again);
  }
  const short = system.drops.filter(({ is_short }) => is_short).flatMap(({ waybills }) => waybills);
  if (short.length > 0) deeds.push(words.truck(short));
  const off = system.meter_drifts.filter((each) => isOff(each)).map(({ meter }) => meter);
  if (off.length > 0) deeds.push(words.meter(off));
  if (verdict === "INCONCLUSIVE") deeds.push(words.inconclusive, ...cures(system));
  return deeds.length > 0 ? deeds : [words.fine];
}

/** Causes that are not nothing, the largest first; what is left unexplained is none. */
function sureCauses(system: StockSystem): readonly StockCause[] {
  return system.causes
    .filter((each) => {
      const [low, high] = rangeOf(each);
      return low * high > 0 && !each.causes.includes("unexplained");
    })
    .sort((a, b) => Math.abs(b.litres ?? 0) - Math.abs(a.litres ?? 0));
}

/** What would let an inconclusive month tell, by the platform's own reason. */
const CURES: Readonly<Record<Reason, string>> = {
  "": words.days,
  not_over: words.wait,
  no_meters: words.meters,
  no_temperature: words.temperature,
  few_days: words.days,
  few_spans: words.quiet,
  too_coarse: words.quiet,
};

/** The cures of an inconclusive month, each once. */
function cures({ reason_codes = [], density15_kg_m3 }: StockSystem): readonly string[] {
  const found = [
    ...(density15_kg_m3 === null ? [words.density] : []),
    ...reason_codes.map((each) => CURES[each]),
  ];
  return found.length > 0 ? [...new Set(found)] : [words.days];
}
