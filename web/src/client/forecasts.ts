/** Forecasts: series whole with their reasons, or how far the work at them is; and what was foretold before. */
import { useMutation, useQuery } from "@tanstack/react-query";
import { call, fetchFile } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type ForecastInFull = Schemas["ForecastInFull"];
export type ForecastMaking = Schemas["ForecastMaking"];
export type ForecastOfOne = Schemas["ForecastOfOne"];
export type ForecastMonth = Schemas["ForecastMonth"];

/** What is asked: of which source, perhaps one company or region, so many months ahead, as known then. */
export interface ForecastAsked {
  source: string;
  /** A limit besides, such as `company=Alpha`; empty for none. */
  limit: string;
  horizon: number;
  asOf: string;
}

/** One month that was foretold, and what came of it. */
export interface ForetoldMonth {
  made_at: string;
  known_at: string;
  month: string;
  product: string;
  forecast: number | null;
  lo80: number | null;
  hi80: number | null;
  came: number | null;
  unit: string;
}

const AGAIN_MS = 2_000;

function wordsOf({ source, limit, horizon, asOf }: ForecastAsked): URLSearchParams {
  const words = new URLSearchParams({ by: "product", horizon: String(horizon), as_of: asOf });
  words.append("filter", `source=${source}`);
  if (limit) words.append("filter", limit);
  return words;
}

/** The forecast of every product; asked again while it is being made. */
export function useForecast(asked: ForecastAsked | null) {
  return useQuery({
    queryKey: ["forecast", asked],
    enabled: asked !== null,
    queryFn: () => call("get", "/api/forecasts/in-full", asked ? { words: wordsOf(asked) } : {}),
    refetchInterval: ({ state }) => (isMaking(state.data) ? AGAIN_MS : false),
    staleTime: 60_000,
  });
}

/** What earlier forecasts said, the newest first. */
export function useForetold(asked: ForecastAsked, isThere: boolean) {
  return useQuery({
    queryKey: ["forecast", "history", asked],
    enabled: isThere,
    queryFn: async () => {
      const told = await call("get", "/api/forecasts/history", { words: wordsOf(asked) });
      return isMaking(told) ? [] : (told.rows as unknown as ForetoldMonth[]);
    },
    staleTime: 60_000,
  });
}

/** Fetches the forecast as a file. */
export function useForecastFile(asked: ForecastAsked) {
  return useMutation({
    mutationFn: (format: "csv" | "xlsx") => {
      const words = wordsOf(asked);
      words.set("format", format);
      return fetchFile(`/api/forecasts?${words}`);
    },
  });
}

/** Whether an answer says that the forecast is not there yet. */
export function isMaking(told: { schema: string } | undefined): told is ForecastMaking {
  return told?.schema === "petroverse.forecast_making/1";
}
