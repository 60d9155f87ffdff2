import { useMemo, useState } from "react";
import { Link } from "wouter";
import { Spark } from "../../charts/Spark";
import type { Row } from "../../charts/view";
import { shortName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { DataGrid, type GridColumn } from "../../ui/DataGrid";
import { exactNumber, percent, shortNumber, signedPercent } from "../../ui/numbers";
import { SearchField } from "../../ui/SearchField";
import { useUrlText } from "../../ui/urlState";
import { companies as words } from "../../words/companies";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { courses, numberOf } from "./derive";
import type { Near } from "./near";
import { NearMark, NearNote, useNearNames } from "./NearNames";
import { coursesQuestion, standingQuestion, type Frame } from "./questions";

interface CompanyListProps {
  page: Frame;
  latest: string;
}

/** Every company with its place, its volume, its share and how they moved; and the largest moves either way. */
export function CompanyList({ page, latest }: CompanyListProps) {
  const { scope } = page;
  const span = scope.from || scope.to ? scope : page.usual;
  const question = standingQuestion(page);
  return (
    <>
      <Panel
        id="companies"
        title={words.list.title}
        hint={words.list.hint(page.source, scopeWords.span(span.from, span.to))}
        question={question}
        view={{ kind: "table", x: "company", y: "volume" }}
        height={480}
        picture={(rows) => <Grid rows={rows} page={page} latest={latest} />}
      />
      <Panel
        id="moves"
        title={words.moves.title}
        hint={words.moves.hint}
        question={question}
        view={{ kind: "ranking", x: "company", y: "volume_change" }}
        derive={largestMoves}
        onPick={(row) => openOf(page)(row)}
      />
    </>
  );
}

const MOVES = 8;

/** The largest gains and the largest losses, with the change they make of the year before beside them. */
function largestMoves(rows: readonly Row[]): readonly Row[] {
  const moved = rows
    .filter((row) => numberOf(row, "volume_change"))
    .sort((a, b) => Number(b["volume_change"]) - Number(a["volume_change"]));
  const gained = moved.slice(0, MOVES).filter((row) => Number(row["volume_change"]) > 0);
  return [
    ...gained,
    ...moved
      .slice(gained.length)
      .slice(-MOVES)
      .filter((row) => Number(row["volume_change"]) < 0),
  ];
}

function openOf({ scope }: Frame): (row: Row) => void {
  return (row) => scope.set({ companies: [String(row["company"])] });
}

interface GridProps extends CompanyListProps {
  rows: readonly Row[];
}

function Grid({ rows, page, latest }: GridProps) {
  const [text, setText] = useUrlText("find");
  const [withSilent, setWithSilent] = useState(false);
  const answer = useAnswer(coursesQuestion(page, latest), true);
  const lines = useMemo(() => courses(answer.data?.rows ?? [], latest), [answer.data, latest]);
  const { scope, unit } = page;
  const near = useNearNames();
  const columns = useMemo(() => columnsOf(unit, lines, near, page), [unit, lines, near, page]);
  const sold = rows.filter((row) => numberOf(row, "volume"));
  const silent = rows.length - sold.length;
  const found = (withSilent ? rows : sold)
    .filter((row) => String(row["company"]).toLowerCase().includes(text.trim().toLowerCase()))
    .sort((a, b) => Number(a["rank"]) - Number(b["rank"]));

  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <SearchField label={words.list.search} value={text} onChange={setText} />
        {silent > 0 && (
          <label className="flex min-h-9 items-center gap-2 text-sm text-soft pointer-coarse:min-h-11">
            <input
              type="checkbox"
              className="size-4 accent-accent"
              checked={withSilent}
              onChange={() => setWithSilent(!withSilent)}
            />
            {words.list.silent(silent)}
          </label>
        )}
      </div>
      <NearNote count={found.filter((row) => near.has(String(row["company"]))).length} />
      <DataGrid
        label={words.list.title}
        columns={columns}
        rows={found}
        fileName="companies"
        onOpen={(row) => scope.set({ companies: [String(row["company"])] })}
        maxHeight="min(34rem, 70dvh)"
      />
    </div>
  );
}

function columnsOf(
  unit: string,
  lines: ReadonlyMap<string, (number | null)[]>,
  near: ReadonlyMap<string, readonly Near[]>,
  { scope }: Frame,
): readonly GridColumn<Row>[] {
  const heads = words.list.columns;
  const isSmall = isPhone();
  const said = (value: number | null, how: (value: number) => string) =>
    value === null ? words.unknown : how(value);
  return [
    {
      key: "company",
      name: heads.company,
      width: isSmall ? 118 : 268,
      value: (row) => String(row["company"]),
      show: (row) => (
        <span className="flex items-center gap-1.5">
          <Link
            href={scope.link("/companies", { companies: [String(row["company"])] })}
            tabIndex={-1}
            title={words.list.open(String(row["company"]))}
            className="block truncate font-medium text-accent-strong hover:underline"
          >
            {isSmall ? shortName(String(row["company"])) : String(row["company"])}
          </Link>
          <NearMark near={near.get(String(row["company"]))} />
        </span>
      ),
    },
    {
      key: "rank",
      name: heads.rank,
      isNumber: true,
      width: isSmall ? 62 : 64,
      value: (row) => numberOf(row, "rank"),
    },
    {
      key: "volume",
      name: heads.volume(unit),
      isNumber: true,
      width: isSmall ? 88 : 136,
      value: (row) => numberOf(row, "volume"),
      show: (row) => said(numberOf(row, "volume"), isSmall ? shortNumber : exactNumber),
    },
    {
      key: "share",
      name: heads.share,
      isNumber: true,
      width: 86,
      value: (row) => numberOf(row, "share"),
      show: (row) =>
        said(numberOf(row, "share"), (value) => (value > 0 && value < 0.0005 ? "< 0.1 %" : percent(value))),
    },
    {
      key: "change",
      name: heads.change,
      isNumber: true,
      width: 118,
      value: (row) => numberOf(row, "volume_growth"),
      show: (row) => said(numberOf(row, "volume_growth"), signedPercent),
    },
    {
      key: "moved",
      name: heads.moved,
      isNumber: true,
      width: 96,
      value: (row) => moved(row),
      show: (row) =>
        said(moved(row), (places) => (places > 0 ? `↑ ${places}` : places < 0 ? `↓ ${-places}` : "0")),
    },
    {
      key: "course",
      name: heads.course,
      width: 124,
      value: (row) => (lines.get(String(row["company"])) ?? []).map((each) => each ?? "").join(" "),
      show: (row) => (
        <Spark values={lines.get(String(row["company"])) ?? []} className="h-6 w-full text-accent" />
      ),
    },
  ];
}

/** On a phone names and volumes are short, so that they stand beside each other. */
function isPhone(): boolean {
  return matchMedia("(max-width: 639px)").matches;
}

/** How many places a company rose; the model counts the other way, for a rank that falls is a company that rises. */
function moved(row: Row): number | null {
  const change = numberOf(row, "rank_change");
  return change === null ? null : -change;
}
