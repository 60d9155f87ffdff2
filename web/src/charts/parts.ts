/** Rows for the living page of the parts: clearly made up, the same at every look. */
import type { QueryAnswer } from "../client/contract";
import { monthBy } from "../ui/dates";
import type { Row } from "./view";

const PRODUCTS = ["gasoline", "gasoil", "atk", "rfo", "kerosene"] as const;
export const COMPANIES = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "<img onerror=alert(1)>"] as const;

/** A wave with a way up, so that charts have something to show and nobody takes it for a market. */
function wave(index: number, series: number): number {
  return Math.round((120 - series * 22) * (1 + index / 60) * (1 + 0.2 * Math.sin(index / 2 + series)) * 1e6);
}

/** Months × products, with two months missing and gas in kilograms. */
export const MONTHLY: readonly Row[] = Array.from({ length: 36 }, (_, index) => index)
  .filter((index) => index !== 14 && index !== 15)
  .flatMap((index) => {
    const month = monthBy("2031-01", index);
    const liquids = PRODUCTS.map((product, at) => ({ month, product, volume: wave(index, at), unit: "L" }));
    return [...liquids, { month, product: "lpg", volume: Math.round(wave(index, 4) / 3), unit: "kg" }];
  });

export const RANKED: readonly Row[] = [
  ...COMPANIES.map((company, at) => ({
    company,
    volume: wave(10, at),
    share: [0.31, 0.22, 0.17, 0.12, 0.08, 0.04][at] ?? 0,
    volume_before: wave(6, at),
    volume_growth: [0.12, -0.08, 0.31, 0.02, -0.21, null][at] ?? null,
    unit: "L",
  })),
  { company: "others", volume: 9e6, share: 0.06, volume_before: 8e6, volume_growth: 0.01, unit: "L" },
];

export const RANKS: readonly Row[] = Array.from({ length: 8 }, (_, index) => index).flatMap((index) =>
  COMPANIES.slice(0, 5).map((company, at) => ({
    year: 2030 + index,
    company,
    rank: ((at + (index % 3 === 0 ? 1 : 0) + (index > 4 ? 2 : 0)) % 5) + 1,
  })),
);

export const PRICES: readonly Row[] = Array.from({ length: 24 }, (_, index) => index).flatMap((index) =>
  ["gasoline", "gasoil"].map((product, at) => ({
    month: monthBy("2031-01", index),
    product,
    average_price: 12 + at + Math.sin(index / 3) + index / 20,
    unit: "XXX/L",
  })),
);

export const ANSWER: QueryAnswer = {
  schema: "petroverse.query/1",
  rows: [...MONTHLY],
  meta: {
    query: { measures: ["volume"], dimensions: ["month", "product"] },
    sql: "SELECT month, product, sum(volume) AS volume\nFROM volume\nGROUP BY month, product",
    row_count: MONTHLY.length,
    sources: [
      { file: "made-up.xlsx", sha256: "0".repeat(64), known_at: "2034-01-15T00:00:00+00:00", cells: 204 },
    ],
    known_at: "2034-01-15T00:00:00+00:00",
    simulated: true,
    organisations: ["sample"],
  },
  warnings: ["gasoil_mines was inside gasoil before 2032-01-01 in omc: the same table holds both"],
} as QueryAnswer;
