/** A rule as somebody writes it: figures as text, until they are sent. */
import type { RuleForm, RuleName, RuleNow } from "../../../client/alarmRules";
import { proposals } from "../../../words/alarmRules";

export type Severity = NonNullable<RuleForm["severity"]>;
export type TankState = NonNullable<RuleForm["valid_states"]>[number];

export const SEVERITIES: readonly Severity[] = ["minor", "major", "severe"];
export const STATES: readonly TankState[] = ["in_service", "receiving", "out_of_service"];

/** Product that leaves its tank does not wait. */
export const GUARDED: readonly RuleName[] = ["overfill", "slow_loss", "sudden_loss"];

/** What a condition is of, so that a rule can be for one alone. */
export function aboutOf(name: RuleName): "tank" | "meter" | "site" {
  return name === "meter_drift" ? "meter" : name === "silent" ? "site" : "tank";
}

/** The units that a limit can be in; rules without one are held against their test's own limit. */
export const UNITS: Partial<Record<RuleName, readonly [string, ...string[]]>> = {
  high: ["%", "L", "m"],
  overfill: ["%", "L", "m"],
  low: ["%", "L", "m"],
  water: ["m"],
  run_out: ["h"],
  temperature: ["°C"],
  silent: ["min", "h", "s"],
};

/** What is usual, to begin with: how bad, minutes to act, limit, how far back. */
const USUAL: Readonly<Record<RuleName, readonly [Severity, number, number, number]>> = {
  high: ["major", 10, 95, 0.5],
  overfill: ["severe", 5, 100, 0.5],
  low: ["minor", 240, 10, 1],
  run_out: ["major", 360, 12, 1],
  water: ["major", 60, 0.05, 0.003],
  temperature: ["minor", 240, 45, 1],
  stuck: ["major", 60, 0, 0],
  silent: ["major", 60, 30, 0],
  sudden_loss: ["severe", 10, 0, 0],
  slow_loss: ["severe", 1440, 0, 0],
  short_delivery: ["minor", 1440, 0, 0],
  meter_drift: ["minor", 10080, 0, 0],
  chart_error: ["minor", 10080, 0, 0],
  reconciliation: ["major", 1440, 0, 0],
};

export interface Written {
  name: RuleName;
  subject: string;
  cause: string;
  consequence: string;
  response: string;
  severity: Severity | "";
  minutes: string;
  limit: string;
  unit: string;
  deadband: string;
  delay: string;
  states: readonly TankState[];
  isLatched: boolean;
}

/** A new rule with what is usual. */
export function proposed(name: RuleName, subject = ""): Written {
  const [severity, minutes, limit, deadband] = USUAL[name];
  return {
    name,
    subject,
    ...proposals[name],
    severity,
    minutes: String(minutes),
    limit: String(limit),
    unit: UNITS[name]?.[0] ?? "",
    deadband: String(deadband),
    delay: "0",
    states: ["in_service", "receiving"],
    isLatched: false,
  };
}

/** A rule that is there, to be changed. */
export function written(rule: RuleNow): Written {
  const text = (value: number | null | undefined) => (value == null ? "" : String(value));
  return {
    name: rule.name,
    subject: rule.subject ?? "",
    cause: rule.cause ?? "",
    consequence: rule.consequence ?? "",
    response: rule.response ?? "",
    severity: rule.severity ?? "",
    minutes: rule.time_available_s == null ? "" : String(rule.time_available_s / 60),
    limit: text(rule.limit),
    unit: rule.unit || UNITS[rule.name]?.[0] || "",
    deadband: text(rule.deadband),
    delay: text(rule.delay_s ?? 0),
    states: rule.valid_states ?? [],
    isLatched: rule.is_latched ?? false,
  };
}

/** What is sent: blanks are undecided. */
export function formOf(rule: Written, isEnabled: boolean): RuleForm {
  const { name, subject, cause, consequence, response, severity, unit, states, isLatched } = rule;
  const minutes = numberIn(rule.minutes);
  // A test that sets its own limit is given none: 0 says that it is decided.
  const decided = (text: string) => numberIn(text) ?? (UNITS[name] ? null : 0);
  return {
    name,
    subject,
    cause: cause.trim(),
    consequence: consequence.trim(),
    response: response.trim(),
    severity: severity || null,
    time_available_s: minutes === null ? null : minutes * 60,
    limit: decided(rule.limit),
    unit,
    deadband: decided(rule.deadband),
    delay_s: GUARDED.includes(name) ? 0 : (numberIn(rule.delay) ?? 0),
    valid_states: [...states],
    is_latched: isLatched,
    is_enabled: isEnabled,
  };
}

type Decided =
  | "cause"
  | "consequence"
  | "severity"
  | "response"
  | "time_available_s"
  | "limit"
  | "deadband"
  | "valid_states";

/** What is still undecided, in the order of the form. */
export function missingIn(rule: Written): readonly Decided[] {
  const form = formOf(rule, false);
  const all: readonly Decided[] = [
    "cause",
    "consequence",
    "response",
    "severity",
    "time_available_s",
    "limit",
    "deadband",
    "valid_states",
  ];
  return all.filter((each) => {
    const value = form[each];
    return value === null || value === "" || (Array.isArray(value) && value.length === 0);
  });
}

function numberIn(text: string): number | null {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
}
