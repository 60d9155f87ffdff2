/** What can be asked: subjects, their measures and dimensions, and the values that occur. */
import { useQuery } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

export type Subject = components["schemas"]["CatalogueSubject"];

const MINUTES_5 = 300_000;

export function useCatalogue() {
  return useQuery({
    queryKey: ["catalogue"],
    queryFn: () => call("get", "/api/catalogue"),
    staleTime: MINUTES_5,
  });
}

/** Every value of a dimension, with the subjects that it occurs in; asked for once it is wanted. */
export function useDimensionValues(dimension: string, isWanted: boolean) {
  return useQuery({
    queryKey: ["values", dimension],
    queryFn: async () => (await call("get", "/api/values/{dimension}", { path: { dimension } })).values,
    staleTime: MINUTES_5,
    enabled: isWanted,
  });
}
