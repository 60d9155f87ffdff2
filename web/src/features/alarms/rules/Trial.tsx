import { useState } from "react";
import { useTryRule, type RulePreview } from "../../../client/alarmRules";
import { useMay } from "../../../client/may";
import { Badge } from "../../../ui/Badge";
import { Button } from "../../../ui/Button";
import { ErrorState } from "../../../ui/states";
import { alarmRules } from "../../../words/alarmRules";
import { useSiteNames } from "../useSiteNames";
import { bySite, isTriable } from "./trial";
import { formOf, type Written } from "./written";

const words = alarmRules.try;
const SITES_SHOWN = 6;
/** About one call in ten minutes is the most that one position answers (EEMUA 191). */
const MOST_A_DAY = 144;

/** What the rule, as it is written now, would have raised over thirty days. */
export function Trial({ form }: { form: Written }) {
  const trial = useTryRule();
  const mayOperate = useMay("operate");
  const [tried, setTried] = useState("");
  const asked = JSON.stringify(formOf(form, false));
  const isOld = trial.data !== undefined && tried !== asked;
  const why = !mayOperate ? words.mayNot : form.limit.trim() === "" && words.noLimit;
  const run = () => {
    setTried(asked);
    trial.mutate(formOf(form, false));
  };
  return (
    <section
      aria-label={words.title}
      className="flex flex-col gap-3 self-start rounded-xl border border-line bg-sunken p-4 text-sm lg:sticky lg:top-0"
    >
      <h3 className="text-base font-semibold">{words.title}</h3>
      <p className="text-soft">{isTriable(form.name) ? words.hint : words.notTried}</p>
      {isTriable(form.name) && (
        <Button className="self-start" why={trial.isPending ? words.running : why} onClick={run}>
          {trial.isPending ? words.running : trial.data ? words.again : words.run}
        </Button>
      )}
      <div role="status" className="flex flex-col gap-3">
        {trial.error && <ErrorState fault={trial.error} />}
        {isOld && !trial.isPending && <p className="font-medium text-caution">{words.changed}</p>}
        {trial.data && !trial.isPending && <Found preview={trial.data} isOld={isOld} />}
      </div>
    </section>
  );
}

function Found({ preview, isOld }: { preview: RulePreview; isOld: boolean }) {
  const nameOf = useSiteNames();
  const sites = bySite(preview.calls);
  const left = sites.length - SITES_SHOWN;
  return (
    <div className={isOld ? "flex flex-col gap-3 opacity-60" : "flex flex-col gap-3"}>
      <div>
        <p className="figures text-lg font-semibold tracking-tight">{words.raised(preview.raised)}</p>
        {preview.raised > 0 && <p className="text-soft">{words.perDay(preview.per_day)}</p>}
        {preview.raised_by_rule_now !== null && (
          <p className="text-soft">{words.before(preview.raised_by_rule_now)}</p>
        )}
        {preview.standing > 0 && <p className="text-soft">{words.standing(preview.standing)}</p>}
      </div>
      {preview.per_day > MOST_A_DAY && <p className="font-medium text-caution">{words.many}</p>}
      {preview.raised === 0 && preview.readings > 0 && <p className="text-soft">{words.quiet}</p>}
      {sites.length > 0 && (
        <div>
          <h4 className="font-medium">{words.sites}</h4>
          <ul className="mt-1 divide-y divide-line">
            {sites.slice(0, SITES_SHOWN).map(({ place, times }) => (
              <li key={place} className="flex justify-between gap-4 py-1.5">
                <span className="min-w-0 truncate">{nameOf(place)}</span>
                <span className="figures shrink-0 text-soft">{words.times(times)}</span>
              </li>
            ))}
          </ul>
          {left > 0 && <p className="pt-1 text-faint">{words.more(left)}</p>}
        </div>
      )}
      <p>{words.priority(alarmRules.priorities[preview.priority])}</p>
      <div className="text-xs text-faint">
        <p className="figures">{words.tried(preview.tanks_tried, preview.tanks, preview.readings)}</p>
        {preview.tanks_tried < preview.tanks && <p>{words.part}</p>}
      </div>
      {preview.simulated && (
        <p>
          <Badge tone="caution">{words.simulated}</Badge>
        </p>
      )}
    </div>
  );
}
