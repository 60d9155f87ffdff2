/** The filter of the quality report as the address says it; what changes together is one step of the address. */
import { useCallback } from "react";
import { useSearchParams } from "wouter";
import type { FindingsFilter } from "../../client/contract";

const NAMES = ["find", "rule", "severity", "file", "sheet"] as const;
export type ReportFilter = Readonly<Record<(typeof NAMES)[number], string>>;
export type SetReportFilter = (to: Partial<ReportFilter>) => void;

export function useReportFilter(): [ReportFilter, SetReportFilter] {
  const [params, setParams] = useSearchParams();
  const filter = Object.fromEntries(NAMES.map((name) => [name, params.get(name) ?? ""])) as ReportFilter;
  const set = useCallback<SetReportFilter>(
    (to) =>
      setParams(
        (now) => {
          const then = new URLSearchParams(now);
          // Another file has other sheets.
          const all = to.file === undefined ? to : { ...to, sheet: "" };
          for (const [name, value] of Object.entries(all)) {
            if (value) then.set(name, value);
            else then.delete(name);
          }
          return then;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [filter, set];
}

/** What the platform is asked for. */
export function asked({ find, rule, severity, file, sheet }: ReportFilter): FindingsFilter {
  const known = severity === "blocks" || severity === "look" ? severity : "";
  return { file: find, rule, severity: known, import_id: /^\d*$/.test(file) ? file : "", sheet };
}
