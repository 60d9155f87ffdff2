import { useState, type ReactNode } from "react";
import type { QueryAnswer } from "../client/contract";
import { IconButton } from "../ui/Button";
import { Card } from "../ui/Card";
import { classes } from "../ui/classes";
import { Dots, TableIcon } from "../ui/icons";
import { Menu, type MenuItem } from "../ui/Menu";
import { EmptyState, ErrorState, Skeleton } from "../ui/states";
import { charts } from "../words/charts";
import { ChartTable } from "./ChartTable";
import { Picture } from "./Picture";
import { Provenance } from "./Provenance";
import { waysToTake } from "./take";
import type { Region, Row, View } from "./view";

export interface ChartCardProps {
  /** Names the card on its page, for links to it. */
  id: string;
  title: string;
  hint?: ReactNode;
  view: View;
  /** What is drawn; the answer's rows if left out. */
  rows?: readonly Row[] | undefined;
  answer: QueryAnswer | undefined;
  fault?: unknown;
  onRetry?: (() => void) | undefined;
  /** Called with the row of the mark that was chosen. */
  onPick?: ((row: Row) => void) | undefined;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  /** More entries of the menu. */
  entries?: readonly MenuItem[] | undefined;
  /** Of the picture, in pixels. */
  height?: number | undefined;
  note?: ReactNode;
  className?: string | undefined;
  regions?: readonly Region[] | undefined;
  /** Drawn by the page instead of by the kind of the view; its table and its figures to take along stay. */
  picture?: ((rows: readonly Row[], answer: QueryAnswer | undefined) => ReactNode) | undefined;
  /** The picture grows to the height of the cards beside it. */
  fills?: boolean | undefined;
  /** While another answer is on its way: what is shown is the one before. */
  isBehind?: boolean | undefined;
}

/** What a person chose to see of a chart. */
export interface Shown {
  /** Empty for the one that most rows have. */
  unit: string;
  /** Codes of series that are switched off. */
  hidden: readonly string[];
}

const HEIGHT = 288;

/** One chart with all that belongs to it: unit, legend, table, source, notes, and ways to take it along. */
export function ChartCard(props: ChartCardProps) {
  const { id, title, view, answer, fault, onRetry } = props;
  const [isTable, setIsTable] = useState(false);
  const [shown, setShown] = useState<Shown>({ unit: "", hidden: [] });
  const rows = props.rows ?? answer?.rows;
  const isOnlyTable = view.kind === "table" && !props.picture;
  const asTable = isTable || isOnlyTable;
  const height = props.height ?? HEIGHT;

  return (
    <Card
      title={title}
      hint={props.hint}
      id={id}
      fills={props.fills}
      className={classes("scroll-mt-20", props.className)}
      actions={
        <div className="-my-1.5 -mr-2 flex flex-wrap items-center gap-1">
          {props.actions}
          {/* Both keep together where the controls take the line. */}
          <div className="ml-auto flex items-center gap-1">
            {!isOnlyTable && (
              <IconButton
                icon={TableIcon}
                label={isTable ? charts.showChart : charts.showTable}
                aria-pressed={isTable}
                onClick={() => setIsTable(!isTable)}
              />
            )}
            {rows && (
              <Menu
                label={charts.menu(title)}
                button={<IconButton icon={Dots} label={charts.menu(title)} />}
                groups={[
                  ...waysToTake(props, rows, shown),
                  ...(props.entries?.length ? [props.entries] : []),
                ]}
              />
            )}
          </div>
        </div>
      }
    >
      <div
        aria-busy={props.isBehind}
        className={classes(
          "transition-[filter]",
          props.isBehind && "grayscale",
          props.fills && "flex flex-1 flex-col",
        )}
      >
        {fault ? (
          <ErrorState fault={fault} {...(onRetry && { onRetry })} />
        ) : !rows ? (
          <Waiting height={height} />
        ) : rows.length === 0 ? (
          <div className="grid place-items-center" style={{ minHeight: height }}>
            <EmptyState title={charts.empty}>{charts.emptyHint}</EmptyState>
          </div>
        ) : asTable ? (
          <ChartTable title={title} rows={rows} height={Math.max(height, HEIGHT)} />
        ) : props.picture ? (
          props.picture(rows, answer)
        ) : (
          <Picture {...props} rows={rows} height={height} shown={shown} onShow={setShown} />
        )}
      </div>
      {props.note && <div className="mt-3 text-xs leading-5 text-soft">{props.note}</div>}
      {answer && !fault && (
        <div className="mt-3">
          <Provenance title={title} answer={answer} />
        </div>
      )}
    </Card>
  );
}

function Waiting({ height }: { height: number }) {
  return (
    <>
      <Skeleton className="mb-3 h-6 w-1/3" />
      <div style={{ height }}>
        <Skeleton className="h-full" />
      </div>
    </>
  );
}
