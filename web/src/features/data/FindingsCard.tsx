import type { FindingsFilter, ImportedFile } from "../../client/contract";
import { useFindings } from "../../client/queries";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { counted } from "../../ui/numbers";
import { SearchField } from "../../ui/SearchField";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { FindingRows } from "./FindingRows";
import { ruleName } from "./ruleName";

const SEVERITIES = [
  { value: "blocks", label: "Kept out" },
  { value: "look", label: "To look at" },
] as const;

/** The quality report, largest litres first: what stood where, what was expected, why it matters. */
export function FindingsCard({ imports }: { imports: readonly ImportedFile[] | undefined }) {
  const [filter, controls] = useFilter(imports);
  const report = useFindings(filter);
  const pages = report.data?.pages ?? [];
  const findings = pages.flatMap((each) => each.findings);
  const total = pages[0]?.total ?? 0;

  return (
    <Card
      className="mb-6"
      title="Quality report"
      hint="Largest quantities first. Nothing is silently changed: what was kept out and what only deserves a look is said here."
    >
      <div className="mb-4 grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-4">{controls}</div>
      {report.error && <ErrorState fault={report.error} onRetry={() => void report.refetch()} />}
      {report.isPending && <Skeleton className="h-80" />}
      {report.isSuccess && total === 0 && <Nothing isFiltered={Object.values(filter).some(Boolean)} />}
      {total > 0 && <FindingRows findings={findings} />}
      {total > 0 && (
        <div className="mt-4 flex min-h-9 flex-wrap items-center justify-between gap-3 text-sm text-faint">
          <p aria-live="polite">
            {counted(findings.length, "finding")} of {total.toLocaleString("en-GB")}
          </p>
          {report.hasNextPage && (
            <Button why={report.isFetchingNextPage && "More is on its way"} onClick={() => void report.fetchNextPage()}>
              {report.isFetchingNextPage ? "Loading…" : "Show more"}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

function useFilter(imports: readonly ImportedFile[] | undefined) {
  const [text, setText] = useUrlText("find");
  const [rule, setRule] = useUrlText("rule");
  const [severity, setSeverity] = useUrlChoice("severity", ["", "blocks", "look"]);
  const [file, setFile] = useUrlText("file");
  const filter: FindingsFilter = { file: text, rule, severity, import_id: file };
  const byRule = useFindings({ file: text, severity, import_id: file }).data?.pages[0]?.rules ?? {};
  const rules = Object.entries(byRule).map(([value, count]) => ({
    value,
    label: `${ruleName(value)} (${count})`,
  }));
  // A rule from a copied link stays selectable where nothing matches it now.
  if (rule && !(rule in byRule)) rules.push({ value: rule, label: ruleName(rule) });
  const files = (imports ?? [])
    .filter((each) => each.finding_count > 0)
    .map((each) => ({ value: String(each.import_id), label: each.file_name }));
  const controls = (
    <>
      <SearchField label="Find in the report" value={text} onChange={setText} />
      <Select
        label="Severity"
        value={severity}
        onChange={(chosen) => setSeverity(chosen as typeof severity)}
        all="Every severity"
        options={SEVERITIES}
      />
      <Select label="Rule" value={rule} onChange={setRule} all="Every rule" options={rules} />
      <Select label="File" value={file} onChange={setFile} all="Every file" options={files} />
    </>
  );
  return [filter, controls] as const;
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  return isFiltered ? (
    <EmptyState title="No finding matches">Take a filter away to see more of the report.</EmptyState>
  ) : (
    <EmptyState title="Nothing to report">
      Every total that was printed agrees with its rows, and every cell reads as its neighbours do.
    </EmptyState>
  );
}
