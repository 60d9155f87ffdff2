import { useCallback, useState } from "react";
import type { ImportedFile } from "../../client/contract";
import { useRestatements, type RestatementsFilter, type RestatementsPage } from "../../client/imports";
import { subjectName } from "../../client/labels";
import { useHome } from "../../client/queries";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { dayName, instantName } from "../../ui/dates";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { words as data } from "../../words/data";
import { ChangeRows } from "./ChangeRows";
import { dayBefore, keepLook, lastLook } from "./lastLook";

const words = data.changes;
const WAYS = ["visit", "day", "file"] as const;
const BASES = ["recorded", "known"] as const;
const DATASETS = ["volume", "price", "price_component", "indicator", "quality", "storage_capacity"] as const;

interface ChangesTabProps {
  imports: readonly ImportedFile[] | undefined;
  onPlace: (at: string) => void;
}

/** What is read otherwise now than at the last look, on a day, or before a file came in. */
export function ChangesTab({ imports, onPlace }: ChangesTabProps) {
  const home = useHome().data;
  return home ? (
    <Changes organisation={home.organisation} imports={imports} onPlace={onPlace} />
  ) : (
    <Skeleton className="h-96" />
  );
}

function Changes({ organisation, imports, onPlace }: ChangesTabProps & { organisation: string }) {
  const [way, setWay] = useUrlChoice("since", WAYS);
  const [seen, setSeen] = useState(() => lastLook(organisation));
  const [started] = useState(() => new Date());
  const visit = seen || dayBefore(started);
  const [filter, controls] = useFilter(way, visit, imports);
  const answer = useRestatements(filter);
  const pages = answer.data?.pages ?? [];
  const rows = pages.flatMap((each) => each.rows);
  const isAsked = Boolean(filter.since || filter.import_id);

  function look() {
    const now = new Date();
    keepLook(organisation, now);
    setSeen(now.toISOString());
    toast(words.seenDone);
  }

  return (
    <Card
      title={words.title}
      hint={words.hint}
      actions={way === "visit" && <Button onClick={look}>{words.seen}</Button>}
    >
      <div className="mb-4 flex flex-wrap items-center gap-2">
        <Segmented
          label={words.since}
          name="since"
          value={way}
          onChange={setWay}
          options={WAYS.map((value) => ({ value, label: words.ways[value] }))}
        />
        {controls}
      </div>
      {way === "visit" && (
        <p className="mb-3 text-sm text-faint">
          {seen ? words.visitWords(instantName(seen)) : words.visitFirst}
        </p>
      )}
      {!isAsked && <EmptyState title={words.choose}>{words.hint}</EmptyState>}
      {answer.error && <ErrorState fault={answer.error} onRetry={() => void answer.refetch()} />}
      {isAsked && answer.isPending && <Skeleton className="h-80" />}
      {pages[0] && <Summary page={pages[0]} />}
      {pages[0]?.total === 0 && (
        <Nothing isFiltered={Boolean(filter.find)} before={way === "visit" ? started : undefined} />
      )}
      {rows.length > 0 && <ChangeRows rows={rows} onPlace={onPlace} />}
      {rows.length > 0 && (
        <div className="mt-4 flex min-h-9 flex-wrap items-center justify-between gap-3 text-sm text-faint">
          <p aria-live="polite">{words.of(rows.length, pages[0]?.total ?? 0)}</p>
          {answer.hasNextPage && (
            <Button
              why={answer.isFetchingNextPage && data.loading}
              onClick={() => void answer.fetchNextPage()}
            >
              {data.more}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

function useFilter(way: (typeof WAYS)[number], visit: string, imports: readonly ImportedFile[] | undefined) {
  const [day, setDay] = useUrlText("day");
  const [file, setFile] = useUrlText("import");
  const [basis, setBasis] = useUrlChoice("basis", BASES);
  const [dataset, setDataset] = useUrlChoice("dataset", DATASETS);
  const [text, setText] = useUrlText("what");
  const find = useCallback(setText, [setText]);
  const asked: RestatementsFilter = { find: text, dataset };
  const filter: RestatementsFilter =
    way === "file"
      ? { ...asked, import_id: file }
      : way === "day"
        ? { ...asked, since: day, basis }
        : { ...asked, since: visit };
  const files = (imports ?? [])
    .filter((each) => each.verdict === "read" && !each.withdrawn_at)
    .map((each) => ({ value: String(each.import_id), label: each.file_name }));
  const controls = (
    <>
      {way === "day" && (
        <>
          <input
            type="date"
            aria-label={words.day}
            value={day}
            onChange={(event) => setDay(event.target.value)}
            className="figures min-h-9 rounded-lg border border-line-strong bg-surface px-2.5 text-sm pointer-coarse:min-h-11"
          />
          <Segmented
            label={words.basis}
            name="basis"
            value={basis}
            onChange={setBasis}
            options={BASES.map((value) => ({ value, label: words.bases[value] }))}
          />
        </>
      )}
      {way === "file" && (
        <Select label={words.chooseFile} value={file} onChange={setFile} all={words.noFile} options={files} />
      )}
      <Select
        label={words.dataset}
        value={dataset}
        onChange={(next) => setDataset(next as typeof dataset)}
        options={DATASETS.map((value) => ({ value, label: subjectName(value) }))}
      />
      <div className="grid min-w-56 flex-1">
        <SearchField label={words.find} value={text} onChange={find} />
      </div>
    </>
  );
  return [filter, controls] as const;
}

function Summary({ page }: { page: RestatementsPage }) {
  const tables = Object.values(page.datasets).reduce((total, each) => total + each, 0);
  return (
    <div className="mb-3 space-y-2 text-sm text-soft">
      <p className="figures">
        {words.total(page.total, tables)}
        {page.new_tables > 0 && `. ${words.fresh(page.new_tables)}`}
      </p>
      {page.files.length > 0 && (
        <ul aria-label={words.files} className="figures flex flex-wrap gap-1.5 text-xs">
          {page.files.slice(0, 8).map(({ file, rows }) => (
            <li key={file} className="max-w-full truncate rounded-md bg-sunken px-2 py-0.5">
              {words.inFile(file.slice(file.lastIndexOf("/") + 1), rows)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface NothingProps {
  isFiltered: boolean;
  /** Offers what publishers changed since the year before. */
  before: Date | undefined;
}

function Nothing({ isFiltered, before }: NothingProps) {
  if (isFiltered) return <EmptyState title={words.noMatch}>{words.noMatchText}</EmptyState>;
  const day = before && `${before.getFullYear() - 1}-01-01`;
  return (
    <EmptyState
      title={words.none}
      {...(day && {
        action: {
          label: words.published(dayName(day)),
          href: `/data?tab=changes&since=day&day=${day}&basis=known`,
        },
      })}
    >
      {words.noneText}
    </EmptyState>
  );
}
