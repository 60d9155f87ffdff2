import { useMemo } from "react";
import { useNetwork } from "../../client/network";

/** What each site is called; one that the network does not have keeps its id. */
export function useSiteNames(): (place: string) => string {
  const network = useNetwork().data?.network;
  return useMemo(() => {
    const names = new Map(network?.places.map((each) => [each.id, each.name]));
    return (place) => names.get(place) ?? place;
  }, [network]);
}
