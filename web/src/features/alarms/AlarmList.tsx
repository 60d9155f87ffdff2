import { conditionOf, type Alarm } from "../../client/alarms";
import { classes } from "../../ui/classes";
import { instantName } from "../../ui/dates";
import { alarms as words } from "../../words/alarms";
import { AlarmMark } from "./AlarmMark";
import { useSiteNames } from "./useSiteNames";

interface AlarmListProps {
  alarms: readonly Alarm[];
  onOpen: (alarm: Alarm) => void;
}

/** What an alarm is known by. */
export function keyOf(alarm: Pick<Alarm, "rule" | "subject">): string {
  return `${alarm.rule}/${alarm.subject}`;
}

/** Open alarms, the most pressing first; `useTriage` goes through them by keyboard. */
export function AlarmList({ alarms, onOpen }: AlarmListProps) {
  const nameOf = useSiteNames();

  return (
    <ul
      aria-label={words.list}
      className="overflow-hidden rounded-card border border-line bg-surface shadow-card"
    >
      {alarms.map((each) => (
        <li key={keyOf(each)} className="border-b border-line last:border-0">
          <button
            type="button"
            data-alarm
            onClick={() => onOpen(each)}
            className="grid w-full grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1 px-4 py-3 text-left hover:bg-sunken focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent sm:grid-cols-[auto_minmax(0,1.3fr)_minmax(0,1fr)_auto] sm:items-center sm:px-5"
          >
            <AlarmMark alarm={each} />
            <span className="min-w-0">
              <span className={classes("block truncate", each.is_unacked ? "font-semibold" : "font-medium")}>
                {words.rules[each.rule]}
              </span>
              <span className="block truncate text-sm text-soft">
                {words.at(each.subject, nameOf(each.place))}
              </span>
            </span>
            <span className="figures col-start-2 min-w-0 text-sm text-soft sm:col-start-auto">
              {figures(each)}
            </span>
            <span className="col-start-2 text-sm sm:col-start-auto sm:text-right">
              <span
                className={classes(
                  "block",
                  each.is_unacked && !each.is_quiet ? "font-semibold" : "text-soft",
                )}
              >
                {each.is_quiet && each.quiet_until
                  ? words.quiet(instantName(each.quiet_until))
                  : words.statuses[each.status]}
              </span>
              {each.begun_at && (
                <span className="figures block text-xs text-faint">{instantName(each.begun_at)}</span>
              )}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The figure against its limit, and the product that it is about. */
function figures(alarm: Alarm): string {
  const found = conditionOf(alarm.body);
  if (!found) return "";
  const said = [
    found.value !== null && found.limit !== null
      ? words.against(words.value(found.value, found.unit), words.value(found.limit, found.unit))
      : "",
    found.litres !== null && found.unit !== "L" ? words.value(found.litres, "L") : "",
  ];
  return said.filter(Boolean).join(" · ");
}
