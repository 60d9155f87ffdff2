import { Dialog } from "@base-ui/react/dialog";
import { useState, type ReactNode } from "react";
import { valueName } from "../../client/labels";
import type { CountUnit } from "../../ui/numbers";
import { Button, buttonLook } from "../../ui/Button";
import { productWords } from "../../words/palette";
import { scopeWords as words } from "../../words/scope";
import { AsOfFilter } from "./AsOfFilter";
import { ChoiceFilter } from "./ChoiceFilter";
import type { ChoiceGroup } from "./choices";
import { Chips, countSet } from "./Chips";
import { useProductGroups, useUnit, useValues } from "./held";
import { LISTS, type Comparison, type ListPart, type Part, type Scope } from "./scope";
import { TimeFilter } from "./TimeFilter";
import { useScope, useUndoKeys } from "./useScope";
import { ValuesFilter } from "./ValuesFilter";

interface FilterBarProps {
  /** The filters that this page answers to, in their order. */
  show: readonly Part[];
  /** Whose volumes the page speaks of where the address names none; the newest month is found in them. */
  source?: string;
  /** What the page asks about: its companies and places are those to choose from. */
  subject?: string;
  /** The stages to choose from. */
  sources?: readonly string[];
  /** The months that the page shows where the address names none. */
  usual?: Pick<Scope, "from" | "to">;
  /** What the page compares with where the address names nothing. */
  compared?: Comparison;
}

const ALWAYS = { from: "", to: "" };

/** The filters of a page and what is chosen in them: in a row, or on a phone in a drawer. */
export function FilterBar(props: FilterBarProps) {
  const {
    show,
    source = "national",
    sources = [],
    usual = ALWAYS,
    compared = "",
    subject = "volume",
  } = props;
  const scope = useScope();
  const undone = useUndoKeys();
  const filters = show.map((part) => (
    <Filter key={part} {...{ part, source, sources, usual, compared, subject }} />
  ));
  return (
    <section aria-label={words.bar} className="flex flex-wrap items-center gap-2">
      <div className="hidden flex-wrap items-center gap-2 sm:flex">{filters}</div>
      <Drawer count={countSet(scope, show)}>{filters}</Drawer>
      <Chips show={show} />
      <p role="status" className="sr-only">
        {undone && words[undone]}
      </p>
    </section>
  );
}

function Drawer({ count, children }: { count: number; children: ReactNode }) {
  return (
    <Dialog.Root>
      <Dialog.Trigger className={`${buttonLook("quiet")} sm:hidden`}>{words.openWith(count)}</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/60" />
        <Dialog.Popup className="fixed inset-x-0 bottom-0 z-40 flex max-h-[85dvh] flex-col gap-3 overflow-y-auto rounded-t-card border-t border-line bg-ground p-5 pb-[calc(1.25rem+env(safe-area-inset-bottom))] text-ink shadow-card">
          <Dialog.Title className="text-lg font-semibold tracking-tight">{words.bar}</Dialog.Title>
          <div className="flex flex-col items-stretch gap-3">{children}</div>
          <Dialog.Close render={<Button look="primary" className="mt-2" />}>{words.close}</Dialog.Close>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const COMPARISONS = ["", "previous_period", "year_ago"] as const;
const UNITS = ["L", "kg"] as const;

function compareOption(value: Comparison) {
  return { value, label: words.compare[value] };
}

function Filter(props: { part: Part } & Required<Omit<FilterBarProps, "show">>) {
  const { part, source, sources, usual, compared, subject } = props;
  const scope = useScope();
  const unit = useUnit();
  switch (part) {
    case "time":
      return <TimeFilter source={scope.source || source} usual={usual} />;
    case "asOf":
      return <AsOfFilter />;
    case "compare":
      return (
        <ChoiceFilter<Comparison>
          name={words.parts.compare}
          options={COMPARISONS.filter((value) => value || !compared).map(compareOption)}
          value={scope.compare || compared}
          isSet={Boolean(scope.compare)}
          onChange={(compare) => scope.set({ compare: compare === compared ? "" : compare })}
        />
      );
    case "unit":
      return (
        <ChoiceFilter<CountUnit>
          name={words.parts.unit}
          options={UNITS.map((value) => ({ value, label: words.units[value] }))}
          value={unit}
          isSet={Boolean(scope.unit)}
          onChange={(next) => scope.set({ unit: next })}
        />
      );
    case "source":
      return (
        <ChoiceFilter
          name={words.parts.source}
          options={sources.map((value) => ({ value, label: valueName("source", value) }))}
          value={scope.source || source}
          isSet={Boolean(scope.source)}
          onChange={(next) => scope.set({ source: next === source ? "" : next })}
        />
      );
    case "product":
      return <ProductFilter />;
    default:
      return <ListFilter part={part} subject={subject} source={scope.source || source} />;
  }
}

function ProductFilter() {
  const scope = useScope();
  const [isWanted, setIsWanted] = useState(false);
  const held = useProductGroups(isWanted);
  const groups = held.data?.map(({ name, products }) => ({
    name,
    label: valueName("product_group", name),
    choices: products.map((value) => ({
      value,
      label: valueName("product", value),
      also: productWords[value] ?? [],
    })),
  }));
  return (
    <ValuesFilter
      name={words.parts.product}
      search={words.search.product}
      groups={groups}
      fault={held.error}
      values={scope.products}
      onChange={(products) => scope.set({ products })}
      onOpen={() => setIsWanted(true)}
    />
  );
}

interface ListFilterProps {
  part: Exclude<ListPart, "product">;
  subject: string;
  source: string;
}

function ListFilter({ part, subject, source }: ListFilterProps) {
  const scope = useScope();
  const [isWanted, setIsWanted] = useState(false);
  const held = useValues(part, isWanted, { subject, source });
  const groups: ChoiceGroup[] | undefined = held.data && [
    { name: "", label: "", choices: held.data.map((value) => ({ value, label: value })) },
  ];
  return (
    <ValuesFilter
      name={words.parts[part]}
      search={words.search[part]}
      groups={groups}
      fault={held.error}
      values={scope[LISTS[part]]}
      onChange={(values) => scope.set({ [LISTS[part]]: values })}
      onOpen={() => setIsWanted(true)}
    />
  );
}
