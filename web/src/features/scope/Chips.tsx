import { valueName } from "../../client/labels";
import { Cross } from "../../ui/icons";
import { scopeWords as words } from "../../words/scope";
import { LISTS, type ListPart, type Part, type Scope } from "./scope";
import { useScope, type ScopeInUse } from "./useScope";

/** More values of one dimension than this stand in one chip. */
const MOST_ALONE = 4;

interface Chip {
  key: string;
  label: string;
  remove: Partial<Scope>;
}

/** What the page is limited to, each taken back by one press; the filters that it does not show count as well. */
export function Chips({ show }: { show: readonly Part[] }) {
  const scope = useScope();
  const chips = chipsOf(scope, show);
  if (chips.length === 0) return null;
  return (
    <ul aria-label={words.chosen} className="flex flex-wrap items-center gap-2">
      {chips.map((each) => (
        <li key={each.key} className="max-w-full">
          <button
            type="button"
            aria-label={words.remove(each.label)}
            onClick={() => scope.set(each.remove)}
            className="inline-flex min-h-7 max-w-full items-center gap-1 rounded-full bg-accent-wash py-0.5 pl-3 pr-2 text-sm text-accent-strong hover:bg-sunken pointer-coarse:min-h-11"
          >
            <span className="truncate">{each.label}</span>
            <Cross className="size-3.5 shrink-0" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          onClick={scope.reset}
          className="min-h-7 rounded-md px-2 text-sm font-medium text-soft hover:text-ink pointer-coarse:min-h-11"
        >
          {words.clearAll}
        </button>
      </li>
    </ul>
  );
}

function chipsOf(scope: ScopeInUse, show: readonly Part[]): Chip[] {
  const one = (part: Part, label: string, remove: Partial<Scope>): Chip[] =>
    label && show.includes(part) ? [{ key: part, label, remove }] : [];
  return [
    ...one("time", scope.from || scope.to ? words.span(scope.from, scope.to) : "", { from: "", to: "" }),
    ...one("source", scope.source && valueName("source", scope.source), { source: "" }),
    ...one("unit", scope.unit && words.units[scope.unit], { unit: "" }),
    ...(Object.keys(LISTS) as ListPart[])
      .filter((each) => show.includes(each))
      .flatMap((each) => listed(scope, each)),
    ...one("compare", scope.compare && words.compare[scope.compare], { compare: "" }),
    ...one("asOf", scope.asOf && words.asOf(scope.asOf), { asOf: "" }),
  ];
}

function listed(scope: Scope, part: ListPart): Chip[] {
  const values = scope[LISTS[part]];
  if (values.length > MOST_ALONE)
    return [{ key: part, label: words.many(values.length, part), remove: { [LISTS[part]]: [] } }];
  return values.map((value) => ({
    key: `${part} ${value}`,
    label: valueName(part, value),
    remove: { [LISTS[part]]: values.filter((each) => each !== value) },
  }));
}

/** How many of the shown parts are set. */
export function countSet(scope: ScopeInUse, show: readonly Part[]): number {
  return chipsOf(scope, show).length;
}
