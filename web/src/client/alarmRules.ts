/** The rules of alarms as people write them: saved, tried on what was, deleted; and how alarms served their people. */
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type RuleForm = Schemas["AlarmRuleForm"];
export type RuleNow = Schemas["AlarmRuleNow"];
export type RuleName = RuleNow["name"];
export type RulePreview = Schemas["AlarmRulePreview"];
export type AlarmHealth = Schemas["AlarmHealth"];
export type PositionHealth = Schemas["PositionHealth"];
export type Measure = Schemas["HealthMeasure"];
export type PositionsBy = AlarmHealth["by"];

const ALARMS = ["alarms"];

/** Saves a rule, as a draft or as one that calls people. */
export function useSaveRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (rule: RuleForm) => call("put", "/api/alarms/rules", { body: rule }),
    onSuccess: () => client.invalidateQueries({ queryKey: ALARMS }),
  });
}

/** Deletes a rule. */
export function useDropRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, subject = "" }: Pick<RuleForm, "name" | "subject">) =>
      call("delete", "/api/alarms/rules", { query: { name, subject } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ALARMS }),
  });
}

/** Runs a rule over the last thirty days; nothing is changed. */
export function useTryRule() {
  return useMutation({
    mutationFn: (rule: RuleForm) =>
      call("post", "/api/alarms/rules/preview", { body: { rule, place: "", days: 30 } }),
  });
}

/** How well alarms served whoever answers them over the last days. */
export function useAlarmHealth(by: PositionsBy, days: number) {
  return useQuery({
    queryKey: [...ALARMS, "health", by, days],
    queryFn: () => call("get", "/api/alarms/health", { query: { by, days } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
