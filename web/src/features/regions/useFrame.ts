import { useCountry, type Country } from "../../client/country";
import { useAnswer } from "../../client/queries";
import { monthBy } from "../../ui/dates";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { useScope, useUnit, type ScopeInUse } from "../scope";
import { divisionFor, divisionsOf, type Division } from "./division";
import { heldOf, timesFor, usualStep, type Held } from "./held";
import { firstsQuestion, heldQuestion, type Colour, type Frame, type Step } from "./questions";

const COLOURS: readonly [Colour, ...Colour[]] = ["volume", "growth", "share"];

export interface FrameInUse extends Frame {
  scope: ScopeInUse;
  country: Country;
  division: Division;
  divisions: readonly Division[];
  held: Held;
  /** The region that is looked at, if one is. */
  region: string | undefined;
  colour: Colour;
  /** Whether the year before is known in full, and by the same regions. */
  isComparable: boolean;
  setColour: (colour: Colour) => void;
  setStep: (step: Step) => void;
  setLevel: (level: string) => void;
  /** Opens a region, or closes it if it is open. */
  pick: (region: string) => void;
}

/** What of the regions the address names; undefined while it is not known what figures there are. */
export function useFrame(): { frame?: FrameInUse; isEmpty: boolean; fault: unknown; retry: () => void } {
  const scope = useScope();
  const unit = useUnit();
  const country = useCountry();
  const newest = country.data?.region_levels.at(-1)?.dimension ?? "region";
  const months = useAnswer(heldQuestion(scope, "month"));
  const years = useAnswer(heldQuestion(scope, "year"));
  const firsts = useAnswer(firstsQuestion(scope, newest), true);
  const held = heldOf(months.data?.rows ?? [], years.data?.rows ?? []);
  const usual = usualStep(held, scope);
  const [colour, setColour] = useUrlChoice("show", COLOURS);
  const [step, setStep] = useUrlChoice<Step>("step", [usual, usual === "month" ? "year" : "month"]);
  const [level, setLevel] = useUrlText("level");
  const fault = country.error ?? months.error ?? years.error ?? firsts.error;
  const retry = () => [country, months, years, firsts].forEach((each) => void each.refetch());
  if (!country.data || !months.data || !years.data || !firsts.data) return { isEmpty: false, fault, retry };
  if (held.years.length === 0) return { isEmpty: true, fault, retry };

  const divisions = divisionsOf(country.data, firsts.data.rows);
  const division = divisionFor(divisions, level, scope.regions[0]);
  const times = timesFor(held, scope, step, division.since);
  const names = division.regions.map((each) => each.name);
  const region = scope.regions.find((each) => names.length === 0 || names.includes(each));
  const first = division.since || (held.months[0] ?? "") || `${held.years[0]}-01`;
  const whole = held.years[0] ? `${held.years[0]}-01` : first;
  return {
    isEmpty: false,
    fault,
    retry,
    frame: {
      scope,
      unit,
      times,
      step,
      colour,
      country: country.data,
      division,
      divisions,
      dimension: division.dimension,
      held,
      region,
      isComparable: monthBy(times.period.from, -12) >= (division.since ? first : whole),
      setColour,
      setStep,
      setLevel: (next) => setLevel(next === divisions[0].level ? "" : next),
      pick: (next) => scope.set({ regions: next === region ? [] : [next] }),
    },
  };
}
