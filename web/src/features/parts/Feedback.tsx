import { Fault } from "../../client/requests";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { Card } from "../../ui/Card";
import { KpiTile } from "../../ui/KpiTile";
import { Notice } from "../../ui/Notice";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { toast } from "../../ui/Toasts";
import { words as all } from "../../words/parts";

const words = all.feedback;
const figures = all.figures;
const FAULT = new Fault(0, words.faultWhat, "", words.faultFix);
const COURSE = "M0 22 L14 18 L28 20 L42 12 L56 15 L70 9 L84 11 L100 4";

/** What a page says back, and single figures. */
export function Feedback() {
  return (
    <>
      <Figures />
      <Card title={words.title} hint={words.hint}>
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => toast(words.toastText)}>{words.toast}</Button>
          <Button onClick={() => toast(words.undoText, { onUndo: () => toast(words.undone) })}>
            {words.undo}
          </Button>
          <Button onClick={() => toast(words.failedText, { tone: "bad" })}>{words.failed}</Button>
          <Badge tone="good">{words.good}</Badge>
          <Badge tone="caution">{words.caution}</Badge>
          <Badge tone="bad">{words.bad}</Badge>
          <Badge tone="plain">{words.plain}</Badge>
        </div>
        <div className="mt-5 grid grid-cols-1 gap-4 lg:grid-cols-3">
          <Skeleton className="h-48" />
          <div className="rounded-xl border border-dashed border-line-strong">
            <EmptyState title={words.emptyTitle} action={{ label: words.emptyAction, href: "/parts" }}>
              {words.emptyText}
            </EmptyState>
          </div>
          <div className="flex flex-col gap-4">
            <ErrorState fault={FAULT} onRetry={() => undefined} />
            <Notice>{words.notice}</Notice>
          </div>
        </div>
      </Card>
    </>
  );
}

function Figures() {
  const delta = { against: figures.against } as const;
  return (
    <Card title={figures.title} hint={figures.hint}>
      <div className="grid grid-cols-2 gap-3 sm:gap-4 lg:grid-cols-3 2xl:grid-cols-6">
        <KpiTile
          title={figures.volume}
          period={figures.period}
          value="536.3 M"
          unit="L"
          delta={{ ...delta, change: 0.174 }}
          href="/parts"
          spark={<Course />}
        />
        <KpiTile
          title={figures.price}
          period={figures.period}
          value="14.29"
          unit="GHS/L"
          delta={{ ...delta, change: 0.032, good: "down" }}
          spark={<Course />}
        />
        <KpiTile
          title={figures.hhi}
          period={figures.period}
          value="842"
          delta={{ ...delta, change: -0.02, good: "neither" }}
        />
        <KpiTile
          title={figures.long}
          period={figures.period}
          value="12,450"
          unit="L"
          delta={{ ...delta, change: 0 }}
        />
        <KpiTile title={figures.none} period={figures.period} value={null} />
        <KpiTile title={figures.loading} period={figures.period} value={undefined} />
      </div>
    </Card>
  );
}

function Course() {
  return (
    <svg
      viewBox="0 0 100 26"
      className="h-7 w-full text-accent"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path
        d={COURSE}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.75"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
