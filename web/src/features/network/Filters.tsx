import { useMemo } from "react";
import { productName } from "../../client/products";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { exactNumber } from "../../ui/numbers";
import { SearchField } from "../../ui/SearchField";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { network as words } from "../../words/network";
import { counts, soughtSites, STATES, tanksOf, type Site, type TankState } from "./model";
import type { PlaceKind } from "../../client/network";
import { StateMark } from "./StateMark";
import type { Search } from "./useSought";

interface FiltersProps {
  sites: readonly Site[];
  search: Search;
}

/** What is looked for: by words, kind, product, region and state; each choice says how many tanks it finds. */
export function Filters({ sites, search }: FiltersProps) {
  const { sought, set, order, setOrder } = search;
  const said = words.filters;
  const { kinds, products, regions } = useMemo(() => choicesOf(sites), [sites]);
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-2 items-center gap-2 sm:flex sm:flex-wrap [&_select]:w-full sm:[&_select]:w-auto">
        <div className="col-span-2 min-w-40 flex-1 basis-40 [&>input]:w-full">
          <SearchField key={search.clears} label={said.search} value={sought.text} onChange={set.text} />
        </div>
        <Select
          label={said.kind}
          all={said.allKinds}
          value={sought.kind}
          onChange={set.kind}
          options={kinds.map((value) => ({ value, label: words.kinds[value as PlaceKind] }))}
        />
        <Select
          label={said.product}
          all={said.allProducts}
          value={sought.product}
          onChange={set.product}
          options={products.map((value) => ({ value, label: productName(value) }))}
        />
        {regions.length > 0 && (
          <Select
            label={said.region}
            all={said.allRegions}
            value={sought.region}
            onChange={set.region}
            options={regions}
          />
        )}
        <Select
          label={said.order}
          value={order}
          onChange={(value) => setOrder(value === "state" ? "state" : "name")}
          options={[
            { value: "name", label: said.byName },
            { value: "state", label: said.byState },
          ]}
        />
      </div>
      <States sites={sites} search={search} />
    </div>
  );
}

/** What there is to choose from. */
function choicesOf(sites: readonly Site[]) {
  const values = (of: (site: Site) => readonly string[]) =>
    [...new Set(sites.flatMap(of))].filter(Boolean).sort();
  return {
    kinds: values((each) => [each.place.kind]),
    products: values((each) => each.tanks.map(({ tank }) => tank.product)),
    regions: values((each) => [each.place.region]),
  };
}

function States({ sites, search }: FiltersProps) {
  const { set, sought } = search;
  const { text, kind, product, region } = sought;
  const tanks = useMemo(
    () => tanksOf(soughtSites(sites, { text, kind, product, region, state: "" })),
    [sites, text, kind, product, region],
  );
  const found = useMemo(() => counts(tanks), [tanks]);
  const choices: readonly ("" | TankState)[] = ["", ...STATES];
  return (
    <div className="flex flex-wrap items-center gap-3">
      <div role="group" aria-label={words.filters.states} className="flex flex-wrap items-center gap-1.5">
        {choices.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={sought.state === state}
            title={state ? words.stateMeans[state] : undefined}
            onClick={() => set.state(state)}
            className={classes(
              "inline-flex min-h-8 items-center gap-1.5 rounded-full border px-3 text-sm transition-colors pointer-coarse:min-h-11",
              sought.state === state
                ? "border-accent bg-accent-wash text-accent-strong"
                : "border-line bg-surface text-soft hover:border-line-strong hover:text-ink",
            )}
          >
            {state && <StateMark state={state} />}
            {state ? words.states[state] : words.filters.all}
            <span className="figures text-xs text-faint">
              {exactNumber(state ? found[state] : tanks.length)}
            </span>
          </button>
        ))}
        {search.isLimited && (
          <Button look="bare" onClick={search.clear}>
            {words.filters.clear}
          </Button>
        )}
      </div>
      <span className="ml-auto">
        <Segmented
          label={words.filters.view}
          name="view"
          value={search.view}
          onChange={search.setView}
          options={[
            { value: "list", label: words.filters.list },
            { value: "map", label: words.filters.map },
          ]}
        />
      </span>
    </div>
  );
}
