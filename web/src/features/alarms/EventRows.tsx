import type { AlarmEvent } from "../../client/alarms";
import { instantName } from "../../ui/dates";
import { alarms as words } from "../../words/alarms";
import { useSiteNames } from "./useSiteNames";

interface EventRowsProps {
  events: readonly AlarmEvent[];
  /** Names the alarm of each, where they are of several. */
  isMixed?: boolean;
}

/** What happened, the newest first. */
export function EventRows({ events, isMixed }: EventRowsProps) {
  const nameOf = useSiteNames();
  return (
    <ol className="flex flex-col">
      {events.map((each) => (
        <li
          key={each.id}
          className="grid gap-x-4 border-b border-line py-2 text-sm last:border-0 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <div className="min-w-0">
            {isMixed && (
              <span className="font-medium">
                {words.rules[each.rule]}, {words.at(each.subject, nameOf(each.place))}:{" "}
              </span>
            )}
            {words.event(words.words[each.word] ?? each.word, each.person)}
            {said(each) && <p className="text-soft">{said(each)}</p>}
          </div>
          <time dateTime={each.at} className="figures whitespace-nowrap text-faint">
            {instantName(each.at)}
          </time>
        </li>
      ))}
    </ol>
  );
}

function said(event: AlarmEvent): string {
  const { text } = event.body as { text?: string };
  return text ?? "";
}
