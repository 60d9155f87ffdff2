import type { Row } from "../../charts/view";
import { useProposals } from "../../client/curation";
import { monthName } from "../../ui/dates";
import { Table, type Column } from "../../ui/Table";
import { market as words } from "../../words/market";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { entries, renamesOf, type Renames as Known } from "../scope";
import { presenceQuestion, structureQuestion, type Frame } from "./questions";
import { Renames } from "./Renames";
import type { FrameInUse } from "./useFrame";

const NO_PAIRS: Parameters<typeof renamesOf>[0] = [];

/** How many are in the market, who came into it, and who left. */
export function EntryTab({ frame }: { frame: FrameInUse }) {
  const { source, times, step } = frame;
  const kept = source === "national" ? ("omc" as const) : source;
  const named: Frame = { ...frame, source: kept, by: kept === "depot" ? "depot" : "company" };
  const period = scopeWords.span(times.period.from, times.period.until);
  const question = presenceQuestion(named);
  const pairs = useProposals().data?.proposals ?? NO_PAIRS;
  const view = { kind: "table", x: named.by, y: "first_month" } as const;
  return (
    <>
      <Panel
        id="active"
        className="lg:col-span-12"
        title={words.active.title}
        hint={words.active.hint}
        question={structureQuestion(named, "companies_active")}
        view={{ kind: "line", x: step, y: "companies_active", format: "count" }}
        note={kept === source ? undefined : words.onlyNamed(words.sources["omc"] ?? "")}
      />
      <Panel
        id="entered"
        className="lg:col-span-6"
        title={words.entered.title}
        hint={words.entered.hint(period)}
        question={question}
        view={view}
        picture={(rows) => (
          <Names
            caption={words.entered.title}
            by={named.by}
            rows={entries(rows, times.period).entered}
            renames={renamesOf(
              pairs,
              rows.map((row) => String(row[named.by])),
            )}
            none={words.entered.none}
          />
        )}
        note={<Renames />}
      />
      <Panel
        id="left"
        className="lg:col-span-6"
        title={words.left.title}
        hint={words.left.hint(times.period.from)}
        question={question}
        view={view}
        picture={(rows) => (
          <Names
            caption={words.left.title}
            by={named.by}
            rows={entries(rows, times.period).left}
            renames={renamesOf(
              pairs,
              rows.map((row) => String(row[named.by])),
            )}
            none={words.left.none}
          />
        )}
        note={<Renames />}
      />
    </>
  );
}

interface NamesProps {
  caption: string;
  by: Frame["by"];
  rows: readonly Row[];
  renames: Known;
  none: string;
}

/** A company under another name neither came nor went; where that is only likely, it is said beside the name. */
function Names({ caption, by, rows: all, renames, none }: NamesProps) {
  const rows = all.filter((row) => !renames.sure.has(String(row[by])));
  if (rows.length === 0) return <p className="py-6 text-sm text-soft">{none}</p>;
  const month = (key: string, name: string): Column<Row> => ({
    name,
    isNumber: true,
    cell: (row) => monthName(String(row[key] ?? "–")),
  });
  const columns: Column<Row>[] = [
    {
      name: words.presence.name,
      cell: (row) => {
        const other = renames.possible.get(String(row[by]));
        return (
          <>
            {String(row[by])}
            {other && <span className="block text-xs text-soft">{words.presence.mayBe(other)}</span>}
          </>
        );
      },
    },
    month("first_month", words.presence.first),
    month("last_month", words.presence.last),
  ];
  return (
    <>
      <p className="mb-2 text-xs text-faint">
        {words.presence.count(rows.length)}
        {all.length > rows.length && `; ${words.presence.same(all.length - rows.length)}`}
      </p>
      <Table
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row[by])}
        isTall
        stacks
      />
    </>
  );
}
