import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { Button } from "../../ui/Button";
import { KpiTile } from "../../ui/KpiTile";
import { exactNumber, percent, points, shortNumber } from "../../ui/numbers";
import { regions as words } from "../../words/regions";
import { countryQuestion, standingQuestion } from "./questions";
import { timeOf, whatOf } from "./said";
import type { FrameInUse } from "./useFrame";

interface RegionFiguresProps {
  frame: FrameInUse;
  region: string;
  className: string;
}

/** One region's key figures, each beside the same months a year before. */
export function RegionFigures({ frame, region, className }: RegionFiguresProps) {
  const standing = useAnswer(standingQuestion(frame), true);
  const rows = standing.data?.rows;
  const own = rows?.find((row) => row[frame.dimension] === region);
  const said = (column: string, how: (value: number) => string) => {
    const value = numberOf(own, column);
    return rows && (value === null ? null : how(value));
  };
  const change = (column: string) => (frame.isComparable ? numberOf(own, column) : null);
  const period = timeOf(frame);
  const against = words.one.onLastYear;
  const moved = change("rank_change");
  return (
    <section aria-label={words.one.of(region)} className={className}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-semibold tracking-tight">{region}</h2>
        <Button onClick={() => frame.pick(region)}>{words.one.back}</Button>
      </div>
      <div className="grid grid-cols-2 gap-3 sm:gap-4">
        <KpiTile
          title={words.one.volume}
          period={`${whatOf(frame)}, ${period}`}
          value={said("volume", shortNumber)}
          unit={frame.unit}
          delta={{ change: change("volume_growth"), against }}
        />
        <KpiTile
          title={words.one.share(frame.country.name)}
          period={period}
          value={said("share", percent)}
          delta={{
            change: change("share_change"),
            said: points(change("share_change") ?? 0),
            against,
          }}
        />
        <KpiTile
          title={words.one.rank}
          period={period}
          value={said("rank", exactNumber)}
          unit={words.one.rankOf(rows?.filter((row) => numberOf(row, "volume")).length ?? 0)}
          delta={{
            change: moved === null ? null : -moved,
            said: words.one.places(Math.abs(moved ?? 0)),
            against,
          }}
        />
        <Beside frame={frame} growth={change("volume_growth")} />
      </div>
    </section>
  );
}

/** How the region grew against all regions together. */
function Beside({ frame, growth }: { frame: FrameInUse; growth: number | null }) {
  const answer = useAnswer(countryQuestion(frame), true);
  const whole = frame.isComparable ? numberOf(answer.data?.rows[0], "volume_growth") : null;
  const isKnown = growth !== null && whole !== null;
  return (
    <KpiTile
      title={words.one.beside(frame.country.name)}
      period={timeOf(frame)}
      value={answer.data && (isKnown ? words.one.gap(growth - whole) : null)}
      unit={words.one.gapUnit}
      note={isKnown && words.one.both(growth, whole, frame.country.name)}
    />
  );
}

function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}
