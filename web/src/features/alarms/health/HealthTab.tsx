import { useAlarmHealth, type AlarmHealth, type PositionHealth } from "../../../client/alarmRules";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { Card } from "../../../ui/Card";
import { dayName } from "../../../ui/dates";
import { Segmented } from "../../../ui/Segmented";
import { EmptyState, ErrorState, Skeleton } from "../../../ui/states";
import { Table } from "../../../ui/Table";
import { useUrlChoice, useUrlText } from "../../../ui/urlState";
import { alarmHealth as words } from "../../../words/alarmHealth";
import { useSiteNames } from "../useSiteNames";
import { Position } from "./Position";

const BYS = ["all", "region", "place"] as const;
const DAYS = 30;

/** How well alarms serve the people who answer them, position by position. */
export function HealthTab() {
  const [by, setBy] = useUrlChoice("by", BYS);
  const [chosen, choose] = useUrlText("position");
  const health = useAlarmHealth(by, DAYS);
  const { data } = health;
  const is = data && data.by === by ? data : undefined;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="max-w-2xl text-sm text-soft">{words.hint}</p>
        <Segmented
          label={words.by}
          name="by"
          options={BYS.map((value) => ({ value, label: words.bys[value] }))}
          value={by}
          onChange={(next) => {
            choose("");
            setBy(next);
          }}
        />
      </div>
      {health.error && <ErrorState fault={health.error} onRetry={() => void health.refetch()} />}
      {!is && !health.error && <Skeleton className="h-160 rounded-card" />}
      {is && <Review health={is} chosen={chosen} onChoose={choose} />}
    </div>
  );
}

interface ReviewProps {
  health: AlarmHealth;
  /** The code of one position; empty for all of them. */
  chosen: string;
  onChoose: (position: string) => void;
}

function Review({ health, chosen, onChoose }: ReviewProps) {
  const siteOf = useSiteNames();
  const { by, positions } = health;
  const nameOf = ({ position }: PositionHealth) =>
    by === "all" ? words.all : by === "place" ? siteOf(position) : position || words.noRegion;
  const shown = by === "all" ? positions[0] : positions.find((each) => each.position === codeOf(chosen));
  const span = `${dayName(health.start)} – ${dayName(health.end)}`;
  return (
    <>
      {!health.is_whole && <p className="text-sm font-medium text-caution">{words.notWhole}</p>}
      {positions.every((each) => each.raised === 0 && each.stale.length === 0) ? (
        <Card title={words.title} hint={span}>
          <EmptyState title={words.none}>{words.noneHint}</EmptyState>
        </Card>
      ) : shown && (by === "all" || chosen) ? (
        <Position
          review={shown}
          name={nameOf(shown)}
          span={span}
          isSimulated={health.simulated}
          {...(by !== "all" && { onBack: () => onChoose("") })}
        />
      ) : (
        <Positions health={health} span={span} nameOf={nameOf} onChoose={(each) => onChoose(`~${each}`)} />
      )}
    </>
  );
}

/** A position in the address begins with a tilde, so that the one without a name can stand there too. */
function codeOf(chosen: string): string {
  return chosen.replace(/^~/, "");
}

interface PositionsProps {
  health: AlarmHealth;
  span: string;
  nameOf: (review: PositionHealth) => string;
  onChoose: (position: string) => void;
}

function Positions({ health, span, nameOf, onChoose }: PositionsProps) {
  const missed = (review: PositionHealth) =>
    review.measures.filter(({ verdict }) => verdict === "missed").length;
  const rows = [...health.positions].sort((a, b) => missed(b) - missed(a) || b.raised - a.raised);
  return (
    <Card
      title={words.positions}
      hint={span}
      actions={health.simulated && <Badge tone="caution">{words.simulated}</Badge>}
    >
      <Table
        caption={words.positions}
        stacks
        rows={rows}
        rowKey={(each) => each.position}
        columns={[
          { name: words.position, className: "min-w-40 font-medium", cell: nameOf },
          { name: words.raised, isNumber: true, cell: (each) => each.raised },
          {
            name: words.beyond,
            cell: (each) => (
              <Badge tone={missed(each) ? "bad" : "good"}>{words.beyondCount(missed(each))}</Badge>
            ),
          },
          {
            name: words.columns.open,
            isNumber: true,
            cell: (each) => (
              <Button aria-label={words.openOf(nameOf(each))} onClick={() => onChoose(each.position)}>
                {words.open}
              </Button>
            ),
          },
        ]}
      />
      {health.quiet > 0 && <p className="mt-4 text-sm text-soft">{words.quiet(health.quiet)}</p>}
    </Card>
  );
}
