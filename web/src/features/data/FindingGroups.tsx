import type { FindingsGroup } from "../../client/imports";
import { Badge } from "../../ui/Badge";
import { classes } from "../../ui/classes";
import { shortNumber } from "../../ui/numbers";
import { words as data } from "../../words/data";
import { byRepair } from "./repairs";
import { ruleName } from "./ruleName";

const words = data.quality;

interface FindingGroupsProps {
  groups: readonly FindingsGroup[];
  chosen: { rule: string; severity: string };
  /** Empty words take the choice back. */
  onChoose: (rule: string, severity: string) => void;
}

/** The rules of the report under what they call for; a press narrows the list below to one of them. */
export function FindingGroups({ groups, chosen, onChoose }: FindingGroupsProps) {
  return (
    <div className="grid gap-x-8 gap-y-5 lg:grid-cols-2">
      {byRepair(groups).map(({ repair, groups: own }) => (
        <section key={repair} className="min-w-0">
          <h3 className="mb-1 flex items-baseline justify-between gap-3 text-sm font-semibold">
            {data.repairs[repair]}
            <span className="figures text-xs font-normal text-faint">{sumOf(own)}</span>
          </h3>
          <ul className="max-h-72 overflow-y-auto border-t border-line">
            {own.map((each) => (
              <li key={`${each.rule}/${each.severity}`}>
                <Group
                  group={each}
                  isChosen={each.rule === chosen.rule && ["", each.severity].includes(chosen.severity)}
                  onChoose={onChoose}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface GroupProps {
  group: FindingsGroup;
  isChosen: boolean;
  onChoose: (rule: string, severity: string) => void;
}

function Group({ group, isChosen, onChoose }: GroupProps) {
  const { rule, severity, count, files, litres } = group;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={() => (isChosen ? onChoose("", "") : onChoose(rule, severity))}
      className={classes(
        "flex min-h-10 w-full items-center gap-3 rounded-md px-2 py-1.5 text-left text-sm pointer-coarse:min-h-11",
        isChosen ? "bg-accent-wash text-accent-strong" : "hover:bg-sunken",
      )}
    >
      <span className="min-w-0 flex-1">
        <span className="block break-words font-medium">{ruleName(rule)}</span>
        <span className="figures block text-xs text-faint">{words.count(count, files)}</span>
      </span>
      {litres > 0 && <span className="figures shrink-0 text-soft">{shortNumber(litres)}</span>}
      <Badge tone={severity === "blocks" ? "bad" : "caution"}>{words[severity]}</Badge>
    </button>
  );
}

function sumOf(groups: readonly FindingsGroup[]): string {
  return shortNumber(groups.reduce((total, each) => total + each.count, 0));
}
