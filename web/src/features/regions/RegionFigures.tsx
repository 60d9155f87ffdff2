import { Spark } from "../../charts/Spark";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { Button } from "../../ui/Button";
import { KpiTile } from "../../ui/KpiTile";
import { exactNumber, percent, points, shortNumber } from "../../ui/numbers";
import { regions as words } from "../../words/regions";
import { classes } from "../../ui/classes";
import {
  countryQuestion,
  courseQuestion,
  growthQuestion,
  placeQuestion,
  standingQuestion,
} from "./questions";
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
  const course = useAnswer(courseQuestion(frame, "volume"), true).data?.rows.filter(
    (row) => row[frame.dimension] === region,
  );
  const places = useAnswer(placeQuestion(frame, region), true).data?.rows;
  return (
    <section aria-label={words.one.of(region)} className={classes("flex flex-col", className)}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-semibold tracking-tight">{region}</h2>
        <Button onClick={() => frame.pick(region)}>{words.one.back}</Button>
      </div>
      <div className="grid flex-1 auto-rows-fr grid-cols-2 gap-3 sm:gap-4">
        <KpiTile
          title={words.one.volume}
          period={`${whatOf(frame)}, ${period}`}
          value={said("volume", shortNumber)}
          unit={frame.unit}
          delta={{ change: change("volume_growth"), against }}
          spark={<Course rows={course} column="volume" />}
        />
        <KpiTile
          title={words.one.share(frame.country.name)}
          period={period}
          value={said("share", percent)}
          delta={{
            change: rounded(change("share_change")),
            said: points(change("share_change") ?? 0),
            against,
          }}
          spark={<Course rows={places} column="share" />}
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
          spark={<Course rows={places} column="rank" isTurned />}
        />
        <Beside frame={frame} region={region} growth={change("volume_growth")} />
      </div>
    </section>
  );
}

interface BesideProps {
  frame: FrameInUse;
  region: string;
  growth: number | null;
}

/** How the region grew against all regions together. */
function Beside({ frame, region, growth }: BesideProps) {
  const answer = useAnswer(countryQuestion(frame), true);
  const whole = frame.isComparable ? numberOf(answer.data?.rows[0], "volume_growth") : null;
  const isKnown = growth !== null && whole !== null;
  const grown = useAnswer(growthQuestion(frame, region), true).data?.rows;
  return (
    <KpiTile
      title={words.one.beside(frame.country.name)}
      period={timeOf(frame)}
      value={answer.data && (isKnown ? words.one.gap(growth - whole) : null)}
      unit={words.one.gapUnit}
      spark={<Course rows={grown} column="growth_year" />}
      note={isKnown && words.one.both(growth, whole, frame.country.name)}
    />
  );
}

interface CourseProps {
  rows: readonly Row[] | undefined;
  column: string;
  /** The least is drawn above, as the first among ranks. */
  isTurned?: boolean;
}

function Course({ rows = [], column, isTurned }: CourseProps) {
  const values = rows.map((row) => numberOf(row, column));
  return (
    <Spark
      values={isTurned ? values.map((each) => each && -each) : values}
      className="h-10 w-full text-accent"
    />
  );
}

/** What reads as no change is none. */
function rounded(change: number | null): number | null {
  return change && Math.round(change * 1000) / 1000;
}

function numberOf(row: Row | undefined, column: string): number | null {
  const value = row?.[column];
  return typeof value === "number" ? value : null;
}
