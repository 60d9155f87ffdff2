/** Alarms as they stand, what happened to them, what calls nobody, and what people do about them. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ALARMS, useIsLive } from "./live";
import { call } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Alarm = Schemas["AlarmTold"];
export type AlarmCounts = Schemas["AlarmCounts"];
export type AlarmEvent = Schemas["AlarmEvent"];
export type AlarmRule = Schemas["AlarmRuleNow"];
/** What a person does about an alarm; what is not said is empty. */
export type Deed = Pick<Schemas["AlarmDeed"], "does" | "rule" | "subject"> & Partial<Schemas["AlarmDeed"]>;
export type NoticeTold = Schemas["NoticeTold"];
export type RuleName = Alarm["rule"];

/** What was found, as far as it is shown. */
export interface Condition {
  value: number | null;
  limit: number | null;
  unit: string;
  litres: number | null;
  sureness: number | null;
  evidence?: Readonly<Record<string, unknown>>;
}

/** How often is asked while the platform's stream does not live. */
const AGAIN_MS = 3_000;

function useAgain(): number | false {
  return useIsLive() ? false : AGAIN_MS;
}

/** Alarms that are so or wait for a person. */
export function useAlarms() {
  return useQuery({
    queryKey: [...ALARMS, "open"],
    queryFn: () => call("get", "/api/alarms"),
    refetchInterval: useAgain(),
  });
}

/** What happened, the newest first: to one alarm, or to all. */
export function useAlarmHistory(of?: { rule: RuleName; subject: string }) {
  return useQuery({
    queryKey: [...ALARMS, "history", of?.rule ?? "", of?.subject ?? ""],
    queryFn: () => call("get", "/api/alarms/history", of ? { query: of } : {}),
    placeholderData: keepPreviousData,
    refetchInterval: useAgain(),
  });
}

export function useNotices() {
  return useQuery({
    queryKey: [...ALARMS, "notices"],
    queryFn: async () => (await call("get", "/api/alarms/notices")).notices,
    refetchInterval: useAgain(),
  });
}

/** The rules, of which the one for the subject itself goes before the one for all. */
export function useAlarmRules() {
  return useQuery({
    queryKey: [...ALARMS, "rules"],
    queryFn: async () => (await call("get", "/api/alarms/rules")).rules,
    staleTime: 60_000,
  });
}

/** Does something about an alarm; what is shown follows at once. */
export function useDeed() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (deed: Deed) =>
      call("post", "/api/alarms/deeds", { body: { reason: "", text: "", ...deed } }),
    onSettled: () => client.invalidateQueries({ queryKey: ALARMS }),
  });
}

/** The figures of an alarm's latest beginning. */
export function conditionOf(body: Alarm["body"]): Condition | null {
  const begun = (body as { begun?: { condition?: Condition } | null }).begun;
  return begun?.condition ?? null;
}
