import { useLocation } from "wouter";
import type { Row } from "../../charts/view";
import { shortName, valueName } from "../../client/labels";
import { DataGrid, type GridColumn } from "../../ui/DataGrid";
import { percent, points, shortNumber, signedPercent } from "../../ui/numbers";
import { market } from "../../words/market";
import { scopeWords } from "../../words/scope";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { standingQuestion, type Frame } from "./questions";
import { Renames } from "./Renames";
import type { FrameInUse } from "./useFrame";

const { standing: words } = market;

/** Everybody's share and place beside those of the period before; who gained most stands first. */
export function GainTab({ frame }: { frame: FrameInUse }) {
  const { times, by, scope } = frame;
  const span = scopeWords.span(times.period.from, times.period.until);
  const hint = words.hint(span, scopeWords.comparedWith[scope.compare || "year_ago"]);
  return (
    <Panel
      id="standing"
      className="lg:col-span-12"
      title={words.title}
      hint={by === "company" ? `${hint}. ${words.open}` : hint}
      question={standingQuestion(frame)}
      view={{ kind: "table", x: by, y: "share_change", format: "percent" }}
      height={560}
      picture={(rows) => <Standing rows={rows} frame={frame} />}
      note={by === "company" ? <Renames /> : undefined}
    />
  );
}

function Standing({ rows, frame }: { rows: readonly Row[]; frame: Frame }) {
  const [, navigate] = useLocation();
  const { link } = useScope();
  const { by, source, unit, times } = frame;
  const period = { from: times.period.from, to: times.period.until };
  return (
    <DataGrid<Row>
      label={words.title}
      fileName={`market-gains-${source}-${times.period.from}-${times.period.until}`}
      columns={columnsOf(frame)}
      rows={rows}
      maxHeight="35rem"
      {...(by === "company" && {
        onOpen: (row) =>
          navigate(link("/companies", { ...period, source, unit, companies: [String(row["company"])] })),
      })}
    />
  );
}

function columnsOf({ by, unit }: Frame): GridColumn<Row>[] {
  const number = (
    key: string,
    name: string,
    width: number,
    say: (value: number) => string,
  ): GridColumn<Row> => ({
    key,
    name,
    width,
    isNumber: true,
    value: (row) => row[key] ?? null,
    show: (row) => (typeof row[key] === "number" ? say(row[key]) : "–"),
  });
  return [
    {
      key: by,
      name: market.dimensions[by],
      value: (row) => valueName(by, row[by]),
      show: (row) => shortName(valueName(by, row[by])),
      width: 224,
    },
    number("share_change", words.change, 120, points),
    number("share", words.share, 76, percent),
    number("share_before", words.before, 104, percent),
    number("rank", words.rank, 72, String),
    number("rank_change", words.moved, 84, moved),
    number("volume", words.volume(unit), 104, shortNumber),
    number("volume_growth", words.growth, 112, signedPercent),
  ];
}

/** A rank that became a smaller number went up. */
function moved(change: number): string {
  return change === 0 ? words.same : change < 0 ? words.up(-change) : words.down(change);
}
