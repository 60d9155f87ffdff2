import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toasts";
import { monthsName } from "../../ui/dates";
import { valueName } from "../../client/labels";
import { dashboards as words } from "../../words/dashboards";
import { scopeWords } from "../../words/scope";
import { useScope } from "../scope";
import { isLimit, joined, limitsOf, type Limits } from "./scoping";
import type { Draft } from "./useDraft";

/** What always limits the dashboard, and ways to make the chosen filters do so. */
export function KeptLimits({ draft, isEdited }: { draft: Draft; isEdited: boolean }) {
  const scope = useScope();
  const kept = draft.content.filters;
  const chosen = limitsOf(scope);
  const keep = () => {
    draft.change((now) => ({ filters: joined(now.filters, chosen) }));
    scope.reset();
    toast(words.editing.keptFilters);
  };
  const mayKeep = isEdited && isLimit(chosen);
  if (!isLimit(kept) && !mayKeep) return null;
  return (
    <div className="-mb-2 flex flex-wrap items-center gap-3 text-sm text-soft">
      {isLimit(kept) && <p>{words.kept(limitsSaid(kept))}</p>}
      {mayKeep && <Button onClick={keep}>{words.editing.keepFilters}</Button>}
      {isEdited && isLimit(kept) && (
        <Button onClick={() => draft.change(() => ({ filters: {} }))}>{words.editing.dropFilters}</Button>
      )}
    </div>
  );
}

/** `Diesel · GOIL PLC · 2024`. */
export function limitsSaid({ filters = [], span, as_of }: Limits): string {
  const named = filters.map(({ dimension, in: only, not }) => {
    const names = (values: readonly (string | number)[]) =>
      values.map((each) => valueName(dimension, each)).join(", ");
    return only ? names(only) : words.but(names(not ?? []));
  });
  return [
    ...named,
    span && monthsName(span.from.slice(0, 7), span.until.slice(0, 7)),
    as_of && scopeWords.asOf(as_of.slice(0, 10)),
  ]
    .filter(Boolean)
    .join(" · ");
}
