/** Gauges in the field: the protocols that are spoken, a look at one, and saving it in the network. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Protocol = Schemas["GaugeProtocol"];
export type GaugeLook = Required<Schemas["GaugeLook"]>;
export type GaugeFound = Schemas["GaugeFound"];
export type TankFound = Schemas["GaugeTankFound"];
export type GaugeToSave = Schemas["GaugeToSave"];
export type SavedGauge = Required<Schemas["NetworkGauge"]>;
export type NewTank = Schemas["NetworkTank"];

/** What each protocol asks for. */
export function useProtocols(isWanted: boolean) {
  return useQuery({
    queryKey: ["protocols"],
    queryFn: async () => (await call("get", "/api/gauges/protocols")).protocols,
    staleTime: Infinity,
    enabled: isWanted,
  });
}

/** Asks a gauge what it has; nothing is changed. */
export function useLook() {
  return useMutation({ mutationFn: (asked: GaugeLook) => call("post", "/api/gauges/look", { body: asked }) });
}

/** Saves a gauge with what is new around it. */
export function useAddGauge() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (wanted: GaugeToSave) => call("post", "/api/gauges", { body: wanted }),
    onSuccess: () =>
      Promise.all([["network"], ["tanks"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
