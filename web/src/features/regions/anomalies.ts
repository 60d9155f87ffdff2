/** Where a region went another way than the country: its growth less the country's, product by product. */
import type { QueryRow } from "../../client/contract";

export interface Anomaly {
  region: string;
  product: string;
  /** Growth on the year before, as a part: of the region; null where it sold none before. */
  growth: number | null;
  /** The same of all regions together. */
  country: number;
  /** What the region sold more, or less, than it would have if it had moved as the country did. */
  beyond: number;
}

/** Nearer to the country than this is no anomaly: five points of growth. */
export const LEAST_GAP = 0.05;

/**
 * Every region and product that moved otherwise than the country, most litres first.
 *
 * @param rows volumes by region and product beside the year before.
 * @param countryRows the same of all regions together.
 */
export function anomalies(
  rows: readonly QueryRow[],
  countryRows: readonly QueryRow[],
  dimension: string,
): readonly Anomaly[] {
  const country = new Map(countryRows.map((row) => [row["product"], row["volume_growth"]]));
  return rows
    .flatMap((row): Anomaly[] => {
      const [product, growth] = [row["product"], row["volume_growth"]];
      const whole = country.get(product ?? "");
      const [now, before] = [row["volume"], row["volume_before"]];
      if (typeof whole !== "number" || typeof now !== "number" || typeof before !== "number") return [];
      const isNear = typeof growth === "number" ? Math.abs(growth - whole) < LEAST_GAP : now === 0;
      if (isNear) return [];
      return [
        {
          region: String(row[dimension]),
          product: String(product),
          growth: typeof growth === "number" ? growth : null,
          country: whole,
          beyond: now - before * (1 + whole),
        },
      ];
    })
    .sort((a, b) => Math.abs(b.beyond) - Math.abs(a.beyond));
}
