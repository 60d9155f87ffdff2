import { lazy, Suspense, use, useEffect, useMemo, useState, type ReactNode } from "react";
import { ChartCard } from "../../charts/ChartCard";
import type { Region, Row, View } from "../../charts/view";
import type { Query, QueryAnswer } from "../../client/contract";
import { useAnswer } from "../../client/queries";
import { DashboardsIcon, ExploreIcon } from "../../ui/icons";
import { panels as words } from "../../words/charts";
import { exploreLink } from "./links";
import { PanelsContext } from "./page";

const PinDialog = lazy(async () => ({ default: (await import("./PinDialog")).PinDialog }));

export interface PanelProps {
  /** Names the panel on its page; stays the same whatever is filtered. */
  id: string;
  title: string;
  hint?: ReactNode;
  question: Query;
  view: View;
  /** Reshapes the answer's rows for the picture alone; exports of the page are made of the question. */
  derive?: (rows: readonly Row[]) => readonly Row[];
  onPick?: ((row: Row) => void) | undefined;
  actions?: ReactNode;
  height?: number;
  /** Drawn by the page instead of by the kind of the view. */
  picture?: ((rows: readonly Row[], answer: QueryAnswer | undefined) => ReactNode) | undefined;
  note?: ReactNode;
  /** The picture grows to the height of the panels beside it. */
  fills?: boolean;
  className?: string;
  regions?: readonly Region[] | undefined;
}

/** One question and one view of its answer. While a changed question is asked, the answer before stays in sight. */
export function Panel({ question, derive, ...rest }: PanelProps) {
  const { id, title, view } = rest;
  const { add } = use(PanelsContext);
  const answer = useAnswer(question, true);
  const data = answer.data;
  const rows = useMemo(() => (derive && data ? derive(data.rows) : data?.rows), [derive, data]);
  const key = JSON.stringify([question, view]);
  const [isPinning, setPinning] = useState(false);

  useEffect(
    () => add({ id, title, question, view }),
    // The question and the view are new objects at each turn of the page, and the same by their words.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [add, id, title, key],
  );

  return (
    <>
      <ChartCard
        {...rest}
        rows={rows}
        answer={data}
        fault={answer.isPlaceholderData ? undefined : answer.error}
        onRetry={() => void answer.refetch()}
        isBehind={answer.isPlaceholderData}
        entries={[
          { label: words.pin, icon: DashboardsIcon, onSelect: () => setPinning(true) },
          { label: words.openInExplore, icon: ExploreIcon, href: exploreLink(question, view) },
        ]}
      />
      {isPinning && (
        <Suspense fallback={null}>
          <PinDialog panel={{ id, title, question, view }} onClose={() => setPinning(false)} />
        </Suspense>
      )}
    </>
  );
}
