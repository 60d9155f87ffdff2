import { useState } from "react";
import { Link } from "wouter";
import { valueName } from "../../client/labels";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { classes } from "../../ui/classes";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { EmptyState } from "../../ui/states";
import { Table, type Column } from "../../ui/Table";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { wetStock as words } from "../../words/wetStock";
import { siteLink } from "./links";
import { allowedPart, soldPart, soughtLines, VERDICTS, type Line } from "./model";
import { VerdictMark } from "./VerdictMark";

const FILTERS = ["ALL", ...VERDICTS] as const;
const FILTER_OPTIONS = FILTERS.map((value) => ({
  value,
  label: value === "ALL" ? words.all : words.verdicts[value],
}));
/** So many lines are drawn before all are asked for: the worst are among them. */
const FIRST = 100;

/** Every tank with its verdicts, the worst first. */
export function StockList({ lines, month }: { lines: readonly Line[]; month: string }) {
  const [text, setText] = useUrlText("sought");
  const [verdict, setVerdict] = useUrlChoice("verdict", FILTERS);
  const [isAll, setAll] = useState(false);
  const found = soughtLines(lines, text, verdict === "ALL" ? "" : verdict);
  const { columns } = words;
  const COLUMNS: readonly Column<Line>[] = [
    { name: columns.tank, className: "min-w-48", cell: (each) => <Named line={each} month={month} /> },
    { name: columns.verdict, cell: ({ verdict: is }) => <VerdictMark verdict={is} /> },
    { name: columns.leak, className: "figures min-w-40", cell: leak },
    { name: columns.variance, isNumber: true, cell: variance },
    { name: columns.share, isNumber: true, cell: share },
    { name: columns.allowed, className: "min-w-44", cell: (each) => <Allowed line={each} /> },
  ];
  return (
    <Card
      title={words.list}
      hint={words.found(found.length, new Set(found.map(({ place }) => place)).size)}
      actions={
        <>
          <Segmented
            label={words.filter}
            name="verdict"
            options={FILTER_OPTIONS}
            value={verdict}
            onChange={setVerdict}
          />
          <SearchField label={words.search} value={text} onChange={setText} />
        </>
      }
    >
      {found.length === 0 ? (
        <EmptyState title={words.noMatch}>{words.noMatchHint}</EmptyState>
      ) : (
        <Table
          caption={words.list}
          columns={COLUMNS}
          rows={isAll ? found : found.slice(0, FIRST)}
          stacks
          rowKey={({ place, system }) => `${place}/${system}`}
        />
      )}
      {!isAll && found.length > FIRST && (
        <Button className="mt-4" onClick={() => setAll(true)}>
          {words.showAll(found.length)}
        </Button>
      )}
    </Card>
  );
}

function Named({ line, month }: { line: Line; month: string }) {
  return (
    <>
      <Link
        href={siteLink(line.place, month, line.system)}
        className="block font-medium text-accent-strong hover:underline"
      >
        {line.site}
      </Link>
      <span className="block text-xs text-faint">
        {line.tanks.join(", ")} · {valueName("product", line.product)}
      </span>
    </>
  );
}

function leak(line: Line) {
  if (line.rate_l_h === null) return <span className="text-faint">{words.noRate}</span>;
  return (
    <>
      <span className="block">{words.rateOf(line.rate_l_h)}</span>
      {line.mdl_l_h !== null && <span className="block text-xs text-faint">{words.mdl(line.mdl_l_h)}</span>}
    </>
  );
}

function variance({ variance_l: value }: Line) {
  return value === null ? <span className="text-faint">{words.notMeasured}</span> : words.signed(value);
}

function share(line: Line) {
  const part = soldPart(line);
  return part === null ? "" : words.percent(part);
}

/** How much of the allowed is used up: a bar with a line where all of it is. */
function Allowed({ line }: { line: Line }) {
  const part = allowedPart(line);
  if (part === null || line.limit_l === null) return null;
  const width = `${Math.min(part, 1.5) * (100 / 1.5)}%`;
  return (
    <>
      <span className="figures block text-xs text-soft">{words.allowed(part, line.limit_l)}</span>
      <div aria-hidden="true" className="relative mt-1.5 h-1.5 w-full min-w-32 rounded-full bg-sunken">
        <div className={classes("h-1.5 rounded-full", part > 1 ? "bg-bad" : "bg-accent")} style={{ width }} />
        <div className="absolute -inset-y-0.5 left-2/3 w-px bg-ink" />
      </div>
    </>
  );
}
