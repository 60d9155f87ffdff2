import { Popover } from "@base-ui/react/popover";
import { monthBy, monthName } from "../../ui/dates";
import { IconButton } from "../../ui/Button";
import { Chevron } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { scopeWords as words } from "../../words/scope";
import { useMonths, type HeldMonths } from "./held";
import { FilterFace, PANE, TRIGGER } from "./look";
import { presetMonths, type Preset, type Scope } from "./scope";
import { beside } from "./times";
import { useScope } from "./useScope";

const PRESETS: readonly Preset[] = ["latest", "months12", "year", "yearBefore", "all"];

interface TimeFilterProps {
  source: string;
  /** What the page shows where the address names no months. */
  usual: Pick<Scope, "from" | "to">;
}

/** Which months: a ready choice that counts from the newest figures, or from one month to another. */
export function TimeFilter({ source, usual }: TimeFilterProps) {
  const scope = useScope();
  const held = useMonths(source);
  const isSet = Boolean(scope.from || scope.to);
  const { from, to } = isSet ? scope : usual;
  // A whole year is called by its name, though the last twelve months may be the same.
  const current = held
    ? PRESETS.findLast((each) => isSame(presetMonths(each, held.latest, held.first), { from, to }))
    : undefined;
  return (
    <div className="flex min-w-0 items-center">
      <Ready {...{ held, current, isSet, from, to }} />
      {held && <Step way={-1} held={held} time={{ from, to }} onStep={scope.set} />}
      {held && <Step way={1} held={held} time={{ from, to }} onStep={scope.set} />}
    </div>
  );
}

type Time = Pick<Scope, "from" | "to">;

interface StepProps {
  way: -1 | 1;
  held: HeldMonths;
  time: Time;
  onStep: (time: Time) => void;
}

/** To the period before or after, of the same length; nothing where no period is shown. */
function Step({ way, held, time, onStep }: StepProps) {
  if (!time.from || !time.to) return null;
  const next = beside(time, way, held);
  return (
    <IconButton
      icon={way < 0 ? Back : Chevron}
      label={next ? words.step(next.from, next.to) : words.noStep}
      aria-disabled={!next}
      className="aria-disabled:opacity-40"
      onClick={() => next && onStep(next)}
    />
  );
}

function Back({ className = "" }: { className?: string }) {
  return <Chevron className={`${className} rotate-180`} />;
}

interface ReadyProps extends Time {
  held: HeldMonths | null | undefined;
  /** The ready choice that is shown. */
  current: Preset | undefined;
  isSet: boolean;
}

function Ready({ held, current, isSet, from, to }: ReadyProps) {
  const scope = useScope();
  return (
    <Popover.Root>
      <Popover.Trigger className={`${TRIGGER} grow`} data-set={isSet || undefined}>
        <FilterFace name={words.parts.time} said={words.span(from, to)} />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" className="z-50">
          <Popover.Popup className={PANE} aria-label={words.parts.time}>
            {held && (
              <>
                <div className="flex flex-col">
                  {PRESETS.map((each) => {
                    const months = presetMonths(each, held.latest, held.first);
                    return (
                      <Popover.Close
                        key={each}
                        aria-current={each === current ? "true" : undefined}
                        onClick={() => scope.set(months)}
                        className="min-h-9 rounded-md px-2 text-left text-sm hover:bg-sunken aria-[current]:bg-accent-wash aria-[current]:text-accent-strong pointer-coarse:min-h-11"
                      >
                        {words.presets[each](held.latest)}
                      </Popover.Close>
                    );
                  })}
                </div>
                <FromTo first={held.first} latest={held.latest} from={from} to={to} onChange={scope.set} />
                <p className="px-2 pb-1 pt-2 text-xs text-faint">{words.presetsHint(held.latest)}</p>
              </>
            )}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function isSame(a: Pick<Scope, "from" | "to">, b: Pick<Scope, "from" | "to">): boolean {
  return a.from === b.from && a.to === b.to;
}

interface FromToProps {
  first: string;
  latest: string;
  from: string;
  to: string;
  onChange: (months: Partial<Scope>) => void;
}

function FromTo({ first, latest, from, to, onChange }: FromToProps) {
  const months = monthsDown(first, latest);
  const options = (isFit: (month: string) => boolean) =>
    months.filter(isFit).map((value) => ({ value, label: monthName(value) }));
  return (
    <div className="mt-2 grid grid-cols-2 gap-2 border-t border-line px-2 pt-3">
      <label className="flex min-w-0 flex-col gap-1 text-xs text-faint">
        {words.from}
        <Select
          label={words.from}
          value={from}
          all={words.anyMonth}
          options={options((each) => !to || each <= to)}
          onChange={(month) => onChange({ from: month, to })}
        />
      </label>
      <label className="flex min-w-0 flex-col gap-1 text-xs text-faint">
        {words.to}
        <Select
          label={words.to}
          value={to}
          all={words.anyMonth}
          options={options((each) => !from || each >= from)}
          onChange={(month) => onChange({ from, to: month })}
        />
      </label>
    </div>
  );
}

function monthsDown(first: string, latest: string): string[] {
  const months = [];
  for (let month = latest; month >= first; month = monthBy(month, -1)) months.push(month);
  return months;
}
