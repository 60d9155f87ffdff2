/** Laboratory results, parameter by parameter and sample by sample, beside the limits that they were held against. */
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface Result {
  week: string;
  sample: string;
  grade: string | null;
  parameter: string;
  unit: string | null;
  /** Null where a label such as a colour class, or a bound such as `<0.05`, was printed. */
  value: number | null;
  printed: string;
  low: number | null;
  high: number | null;
  isOutside: boolean;
}

export interface ParameterResults {
  parameter: string;
  unit: string | null;
  results: Result[];
  /** Results that have a number and a limit to be held against. */
  judged: number;
  outside: number;
  /** The limits that most of the results were held against. */
  low: number | null;
  high: number | null;
  /** Whether some results had other limits, of their grade or of an older specification. */
  hasOtherLimits: boolean;
}

export function resultsOf(rows: readonly QueryRow[]): Result[] {
  return rows.map((row) => ({
    week: String(row["week"]),
    sample: String(row["sample"]),
    grade: text(row["grade"]),
    parameter: String(row["parameter"]),
    unit: text(row["unit"]),
    value: number(row["quality_value"]),
    printed: String(row["printed"] ?? ""),
    low: number(row["limit_low"]),
    high: number(row["limit_high"]),
    isOutside: Number(row["outside"]) > 0,
  }));
}

/** By parameter: those with results outside first, then the ones with most results. */
export function byParameter(results: readonly Result[]): ParameterResults[] {
  return [...grouped(results, (each) => each.parameter).values()]
    .map(parameterOf)
    .sort((a, b) => b.outside - a.outside || b.judged - a.judged || a.parameter.localeCompare(b.parameter));
}

function parameterOf(results: Result[]): ParameterResults {
  const limits = [...grouped(results, (each) => `${each.low} ${each.high}`).values()];
  const [usual] = limits.sort((a, b) => b.length - a.length);
  const { parameter = "", unit = null, low = null, high = null } = usual?.[0] ?? {};
  return {
    parameter,
    unit,
    results,
    judged: results.filter(isJudged).length,
    outside: results.filter((each) => each.isOutside).length,
    low,
    high,
    hasOtherLimits: limits.length > 1,
  };
}

export function isJudged({ value, low, high }: Result): boolean {
  return value !== null && (low !== null || high !== null);
}

/** Where a strip begins and ends: all results and limits of it with some room. */
export function reach({ results, low, high }: ParameterResults): [number, number] {
  const values = [...results.map((each) => each.value), low, high].filter((each) => each !== null);
  if (values.length === 0) return [0, 1];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const room = (most - least || Math.abs(most) || 1) * 0.12;
  return [least >= 0 ? Math.max(0, least - room) : least - room, most + room];
}

export interface Sample {
  key: string;
  week: string;
  sample: string;
  grade: string | null;
  results: Result[];
  outside: Result[];
}

/** By sample: those with results outside their limits first, then the newest. */
export function bySample(results: readonly Result[]): Sample[] {
  return [...grouped(results, (each) => `${each.week} ${each.sample} ${each.grade ?? ""}`)]
    .map(([key, of]) => {
      const { week = "", sample = "", grade = null } = of[0] ?? {};
      return { key, week, sample, grade, results: of, outside: of.filter((each) => each.isOutside) };
    })
    .sort(
      (a, b) =>
        b.outside.length - a.outside.length ||
        b.week.localeCompare(a.week) ||
        a.sample.localeCompare(b.sample),
    );
}

function number(value: string | number | null | undefined): number | null {
  return typeof value === "number" ? value : null;
}

function text(value: string | number | null | undefined): string | null {
  return typeof value === "string" && value ? value : null;
}
