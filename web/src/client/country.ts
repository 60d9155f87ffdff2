/** The country whose facts are read: its clock, its money, its regions and where their tiles lie. */
import { useQuery } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

export type Country = components["schemas"]["Country"];
export type CountryRegion = components["schemas"]["CountryRegion"];

/** @param isWanted asks for it; nobody who is signed out is told. */
export function useCountry(isWanted = true) {
  return useQuery({
    queryKey: ["country"],
    queryFn: () => call("get", "/api/country"),
    staleTime: 300_000,
    enabled: isWanted,
  });
}
