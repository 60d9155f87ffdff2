/** Rows for the living page of the parts: clearly made up, the same at every look. */
import type { QueryAnswer } from "../client/contract";
import { monthBy } from "../ui/dates";
import type { Region, Row } from "./view";

const PRODUCTS = ["gasoline", "gasoil", "atk", "rfo", "kerosene"] as const;
const COMPANIES = ["Alpha", "Bravo", "Charlie", "Delta", "Echo", "<img onerror=alert(1)>"] as const;
const UNIT = "XXX/L";

/** A wave with a way up, so that charts have something to show and nobody takes it for a market. */
function wave(index: number, series: number): number {
  return Math.round((120 - series * 22) * (1 + index / 60) * (1 + 0.2 * Math.sin(index / 2 + series)) * 1e6);
}

function count(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** Months × products, with two months missing and gas in kilograms. */
export const MONTHLY: readonly Row[] = count(36)
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

export const RANKS: readonly Row[] = count(8).flatMap((index) =>
  COMPANIES.slice(0, 5).map((company, at) => {
    const order = (at + Math.floor(index / 3) * 2 + (index > 5 ? 1 : 0)) % 5;
    return { year: 2030 + index, company, rank: order + 1 };
  }),
);

export const PRICES: readonly Row[] = count(24).flatMap((index) =>
  ["gasoline", "gasoil"].map((product, at) => ({
    month: monthBy("2031-01", index),
    product,
    average_price: 12 + at + Math.sin(index / 3) + index / 20,
    unit: UNIT,
  })),
);

export const GROWTH: readonly Row[] = count(8).flatMap((index) =>
  COMPANIES.map((company, at) => ({
    year: 2030 + index,
    company,
    growth_year: index === 3 && at === 2 ? null : Math.sin(index + at * 1.7) / 3,
  })),
);

export const FLOWS: readonly Row[] = COMPANIES.slice(0, 4).flatMap((company, at) =>
  ["North depot", "South depot", "Coast depot"].flatMap((depot, by) =>
    PRODUCTS.slice(0, 3).map((product, of) => ({
      company,
      depot,
      product,
      volume: wave(at + by + of, at),
      unit: "L",
    })),
  ),
);

export const BUILD_UP: readonly Row[] = (
  [
    ["ex_refinery", "price", 7.2],
    ["excise_duty", "tax", 0.95],
    ["road_fund_levy", "levy", 0.62],
    ["stabilisation", "adjustment", -0.2],
    ["ex_depot", "total", 8.57],
    ["transport", "margin", 0.81],
    ["dealers_margin", "margin", 0.4],
    ["ex_pump", "total", 9.78],
  ] as const
).map(([component, role, component_value], at) => ({
  component,
  role,
  component_value,
  component_position: at + 1,
  unit: UNIT,
}));

export const REGIONS: readonly Region[] = [
  ["North", 0, 1],
  ["Upper East", 0, 2],
  ["West", 1, 0],
  ["Middle", 1, 1],
  ["East", 1, 2],
  ["South Coast", 2, 1],
  ["Islands", 3, 2],
].map(([name, row, column]) => ({ name: String(name), row: Number(row), column: Number(column) }));

export const BY_REGION: readonly Row[] = REGIONS.slice(0, 6).map(({ name }, at) => ({
  region: name,
  volume: wave(at * 3, at),
  unit: "L",
}));

export const EXPECTED: readonly Row[] = count(30).map((index) => {
  const volume = wave(index, 0);
  const away = (index - 23) * 4e6;
  const isExpected = index >= 24;
  return {
    month: monthBy("2031-01", index),
    volume,
    volume_low: isExpected ? volume - away : null,
    volume_high: isExpected ? volume + away : null,
    unit: "L",
  };
});

const DAY = 86_400_000;
export const DAILY: readonly Row[] = count(4000).map((index) => ({
  day: new Date(Date.UTC(2031, 0, 1) + index * DAY).toISOString().slice(0, 10),
  average_price: 12 + 2 * Math.sin(index / 90) + Math.sin(index * 1.3) / 5,
  unit: UNIT,
}));

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
    breaks: [
      {
        since: "2032-01-01",
        product: "gasoil_mines",
        inside: "gasoil",
        source: "omc",
        note: "the same table holds both",
      },
    ],
  },
  warnings: ["gasoil_mines was inside gasoil before 2032-01-01 in omc: the same table holds both"],
} as QueryAnswer;
