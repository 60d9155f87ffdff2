import { valueName } from "../../client/labels";
import { Badge } from "../../ui/Badge";
import { classes } from "../../ui/classes";
import { grouped } from "../../ui/grouped";
import { counted } from "../../ui/numbers";
import { quality } from "../../words/quality";
import { isJudged, reach, type ParameterResults, type Result } from "./results";
import { saidLimits, saidMark, saidValues } from "./said";

const words = quality.strips;

interface StripsProps {
  parameters: readonly ParameterResults[];
  chosen: string;
  onChoose: (parameter: string) => void;
}

/** One line a parameter: what the specification allows as a band, every result as a mark on it. */
export function Strips({ parameters, chosen, onChoose }: StripsProps) {
  return (
    <>
      <Legend />
      <ul className="divide-y divide-line">
        {parameters.map((each) => (
          <Line key={each.parameter} of={each} isChosen={each.parameter === chosen} onChoose={onChoose} />
        ))}
      </ul>
    </>
  );
}

interface LineProps {
  of: ParameterResults;
  isChosen: boolean;
  onChoose: (parameter: string) => void;
}

function Line({ of, isChosen, onChoose }: LineProps) {
  const name = valueName("parameter", of.parameter);
  const meaning = quality.meaning[of.parameter];
  return (
    <li className="grid gap-x-6 gap-y-2 py-4 md:grid-cols-[minmax(0,4fr)_minmax(0,6fr)_11rem] md:items-center">
      <div className="min-w-0">
        <button
          type="button"
          aria-pressed={isChosen}
          aria-label={words.follow(name)}
          onClick={() => onChoose(of.parameter)}
          className="min-h-6 rounded text-left text-sm font-medium hover:text-accent-strong hover:underline aria-pressed:text-accent-strong pointer-coarse:min-h-11"
        >
          {name}
        </button>
        {meaning && <p className="text-xs leading-5 text-faint">{meaning}</p>}
      </div>
      <Strip of={of} name={name} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs leading-5 md:block md:text-right">
        <p>{verdict(of)}</p>
        <p className="figures text-soft" title={of.hasOtherLimits ? words.otherLimits : undefined}>
          {saidLimits(of)}
          {of.hasOtherLimits && " *"}
        </p>
      </div>
    </li>
  );
}

function verdict({ outside, judged }: ParameterResults) {
  const text = words.share(outside, judged);
  return <Badge tone={outside ? "bad" : judged ? "good" : "plain"}>{text}</Badge>;
}

function Strip({ of, name }: { of: ParameterResults; name: string }) {
  const [first, last] = reach(of);
  const at = (value: number) => `${((value - first) / (last - first)) * 100}%`;
  const marks = of.results.filter((each) => each.value !== null);
  const labels = of.results.filter((each) => each.value === null);
  const hasBand = of.low !== null || of.high !== null;
  return (
    <div className="min-w-0">
      {marks.length > 0 && (
        <div
          role="img"
          aria-label={words.reading(name, saidValues(of), saidLimits(of), words.share(of.outside, of.judged))}
          className="relative h-9 overflow-hidden rounded-lg bg-sunken"
        >
          {hasBand && (
            <span
              className="absolute inset-y-0 border-good/70 bg-good-wash"
              style={{
                left: of.low === null ? 0 : at(of.low),
                right: of.high === null ? 0 : `calc(100% - ${at(of.high)})`,
                borderLeftWidth: of.low === null ? 0 : 2,
                borderRightWidth: of.high === null ? 0 : 2,
              }}
            />
          )}
          {marks.map((each, index) => (
            <Mark
              key={`${each.week} ${each.sample} ${each.grade} ${index}`}
              each={each}
              left={at(each.value ?? 0)}
              index={index}
            />
          ))}
        </div>
      )}
      {marks.length > 0 && (
        <p className="figures mt-1 text-xs text-faint">
          {saidValues(of)}, {counted(marks.length, "result")}
        </p>
      )}
      {labels.length > 0 && <Labels results={labels} />}
    </div>
  );
}

/** Marks lie on three levels, so that equal results are seen beside one another. */
const LEVELS = ["top-1.5", "top-3.5", "top-5.5"] as const;

function Mark({ each, left, index }: { each: Result; left: string; index: number }) {
  const look = each.isOutside
    ? "rotate-45 rounded-none bg-bad"
    : isJudged(each)
      ? "rounded-full bg-good"
      : "rounded-full border-2 border-line-strong";
  return (
    <span
      title={saidMark(each)}
      className={classes(
        "absolute size-2 -translate-x-1/2 ring-1 ring-surface",
        look,
        LEVELS[index % LEVELS.length],
      )}
      style={{ left }}
    />
  );
}

/** What was printed as a label, such as a colour class, or as a bound. */
function Labels({ results }: { results: readonly Result[] }) {
  return (
    <ul aria-label={words.labels} className="mt-1 flex flex-wrap gap-1.5">
      {[...grouped(results, (each) => each.printed)].map(([printed, of]) => (
        <li key={printed} className="figures rounded-md bg-sunken px-2 py-0.5 text-xs text-soft">
          {printed || "–"} × {of.length}
        </li>
      ))}
    </ul>
  );
}

function Legend() {
  const entries = [
    ["rounded-full bg-good", words.legend.within],
    ["rotate-45 bg-bad", words.legend.outside],
    ["rounded-full border-2 border-line-strong", words.legend.unjudged],
  ] as const;
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-soft">
      {entries.map(([look, text]) => (
        <li key={text} className="flex items-center gap-1.5">
          <span aria-hidden="true" className={classes("size-2", look)} />
          {text}
        </li>
      ))}
    </ul>
  );
}
