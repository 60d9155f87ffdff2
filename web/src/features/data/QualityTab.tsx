import { useCallback } from "react";
import type { Finding, ImportedFile } from "../../client/contract";
import { exportAddress } from "../../client/imports";
import { useMay } from "../../client/may";
import { useFindings } from "../../client/queries";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { Download } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { SearchField } from "../../ui/SearchField";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { words as data } from "../../words/data";
import { FindingGroups } from "./FindingGroups";
import { FindingRows } from "./FindingRows";
import { asked, useReportFilter, type ReportFilter, type SetReportFilter } from "./reportFilter";
import { ruleName } from "./ruleName";
import { placeWord } from "./sheetPlace";
import { TieOut } from "./TieOut";

const words = data.quality;
const SEVERITIES = [
  { value: "blocks", label: words.blocks },
  { value: "look", label: words.toLook },
] as const;

interface QualityTabProps {
  imports: readonly ImportedFile[] | undefined;
  onPlace: (at: string) => void;
}

/** The quality report: by what it calls for, then line by line, each with the way to its cell. */
export function QualityTab({ imports, onPlace }: QualityTabProps) {
  const [filter, set] = useReportFilter();
  const report = useFindings(asked(filter));
  const whole = useFindings(asked({ ...filter, rule: "", severity: "" }));
  const pages = report.data?.pages ?? [];
  const findings = pages.flatMap((each) => each.findings);
  const total = pages[0]?.total ?? 0;
  const show = useCallback(
    (each: Finding) => onPlace(placeWord({ id: each.import_id, sheet: each.sheet, around: each.cell })),
    [onPlace],
  );

  return (
    <div className="flex flex-col gap-6">
      <TieOut imports={imports} />
      <Card title={words.groups} hint={words.groupsHint}>
        {whole.isPending && <Skeleton className="h-64" />}
        <FindingGroups
          groups={whole.data?.pages[0]?.groups ?? []}
          chosen={filter}
          onChoose={(rule, severity) => set({ rule, severity })}
        />
      </Card>
      <Card title={words.title} hint={words.hint} actions={<Downloads />}>
        <Controls
          filter={filter}
          set={set}
          imports={imports}
          findings={findings}
          rules={whole.data?.pages[0]?.rules}
        />
        {report.error && <ErrorState fault={report.error} onRetry={() => void report.refetch()} />}
        {report.isPending && <Skeleton className="h-80" />}
        {report.isSuccess && total === 0 && <Nothing isFiltered={Object.values(filter).some(Boolean)} />}
        {total > 0 && <FindingRows findings={findings} onShow={show} />}
        {total > 0 && (
          <div className="mt-4 flex min-h-9 flex-wrap items-center justify-between gap-3 text-sm text-faint">
            <p aria-live="polite">{words.of(findings.length, total)}</p>
            {report.hasNextPage && (
              <Button
                why={report.isFetchingNextPage && data.loading}
                onClick={() => void report.fetchNextPage()}
              >
                {data.more}
              </Button>
            )}
          </div>
        )}
      </Card>
    </div>
  );
}

interface ControlsProps {
  filter: ReportFilter;
  set: SetReportFilter;
  imports: readonly ImportedFile[] | undefined;
  findings: readonly Finding[];
  rules: Readonly<Record<string, number>> | undefined;
}

function Controls({ filter, set, imports, findings, rules = {} }: ControlsProps) {
  const { rule, sheet } = filter;
  const setFind = useCallback((find: string) => set({ find }), [set]);
  const options = Object.entries(rules).map(([value, count]) => ({
    value,
    label: `${ruleName(value)} (${count})`,
  }));
  // A rule from a copied link stays selectable where nothing matches it now.
  if (rule && !(rule in rules)) options.push({ value: rule, label: ruleName(rule) });
  const files = (imports ?? [])
    .filter((each) => each.finding_count > 0)
    .map((each) => ({ value: String(each.import_id), label: each.file_name }));
  const sheets = [...new Set([...findings.map((each) => each.sheet), sheet])].filter(Boolean);
  return (
    <div className="mb-4 grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-5">
      <SearchField label={words.find} value={filter.find} onChange={setFind} />
      <Select
        label={words.severity}
        value={filter.severity}
        onChange={(severity) => set({ severity })}
        all={words.everySeverity}
        options={SEVERITIES}
      />
      <Select
        label={words.rule}
        value={rule}
        onChange={(next) => set({ rule: next })}
        all={words.everyRule}
        options={options}
      />
      <Select
        label={words.file}
        value={filter.file}
        onChange={(file) => set({ file })}
        all={words.everyFile}
        options={files}
      />
      <Select
        label={words.sheet}
        value={sheet}
        onChange={(next) => set({ sheet: next })}
        all={words.everySheet}
        options={sheets.map((value) => ({ value, label: value.trim() }))}
      />
    </div>
  );
}

function Downloads() {
  const mayExport = useMay("export");
  if (!mayExport) return null;
  const item = (format: "csv" | "xlsx") => ({
    label: words[format],
    onSelect: () => window.location.assign(exportAddress("findings", format)),
  });
  return (
    <Menu
      label={words.downloadLabel}
      button={<Button icon={Download}>{words.download}</Button>}
      groups={[[item("csv"), item("xlsx")]]}
    />
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title={words.noMatch}>{words.noMatchText}</EmptyState>
  ) : (
    <EmptyState title={words.nothing}>{words.nothingText}</EmptyState>
  );
}
