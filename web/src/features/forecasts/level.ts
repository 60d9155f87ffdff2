import type { ForecastAsked } from "../../client/forecasts";

export const LEVELS = ["nation", "omc", "bidec", "region", "company"] as const;
export type Level = (typeof LEVELS)[number];

export const HORIZONS = ["6", "12"] as const;
export type Horizon = (typeof HORIZONS)[number];

/** Whose tables a level is forecast from; companies' are the marketers'. */
const SOURCES: Readonly<Record<Level, string>> = {
  nation: "national",
  omc: "omc",
  bidec: "bidec",
  region: "regional",
  company: "omc",
};

/** What one of many is chosen by at this level; empty where there is nothing to choose. */
export function namedBy(level: Level): "region" | "company" | "" {
  return level === "region" || level === "company" ? level : "";
}

/** The level that the address names; else that of the company or region that it speaks of. */
export function levelOf(
  wanted: string,
  of: { companies: readonly string[]; regions: readonly string[] },
): Level {
  const named = LEVELS.find((each) => each === wanted);
  return named ?? (of.companies.length ? "company" : of.regions.length ? "region" : "nation");
}

export function sourceOf(level: Level): string {
  return SOURCES[level];
}

/** What is asked of the platform; null while a name is to be chosen. */
export function askedOf(level: Level, name: string, horizon: Horizon, asOf: string): ForecastAsked | null {
  const by = namedBy(level);
  if (by && !name) return null;
  const limit = by && `${by}=${name.replaceAll(",", "\\,")}`;
  return { source: SOURCES[level], limit, horizon: Number(horizon), asOf };
}
