import { useState } from "react";
import { useDimensionValues } from "../../client/catalogue";
import { columnName } from "../../client/labels";
import { isTime, readValue } from "../../charts/format";
import { IconButton } from "../../ui/Button";
import { Combobox, MultiCombobox } from "../../ui/Combobox";
import { Cross } from "../../ui/icons";
import { Select } from "../../ui/Select";
import { explore as words } from "../../words/explore";
import type { Filter } from "./asked";
import { Written } from "./Written";

interface LimitsProps {
  filters: readonly Filter[];
  subject: string;
  all: readonly string[];
  /** Puts a limit at a place; none takes it out. */
  onChange: (at: number, filter: Filter | null) => void;
}

/** What the answer is limited to: all limits hold together. */
export function Limits({ filters, subject, all, onChange }: LimitsProps) {
  const options = all.map((value) => ({ value, label: columnName(value) }));
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{words.limits}</legend>
      <ul className="mb-2 flex flex-col gap-2">
        {filters.map((each, at) => (
          <li
            key={`${each.dimension} ${at}`}
            className="rounded-lg border border-line bg-sunken py-1 pl-3 pr-1"
          >
            <div className="flex min-h-9 items-center justify-between text-sm">
              {columnName(each.dimension)}
              <IconButton
                icon={Cross}
                label={words.takeOut(columnName(each.dimension))}
                onClick={() => onChange(at, null)}
              />
            </div>
            <div className="flex flex-wrap gap-2 pb-2 pr-2">
              {isTime(each.dimension) && !each.in && !each.not ? (
                <Periods filter={each} onChange={(next) => onChange(at, next)} />
              ) : (
                <Values filter={each} subject={subject} onChange={(next) => onChange(at, next)} />
              )}
            </div>
          </li>
        ))}
      </ul>
      <Combobox
        label={words.addLimit}
        none={words.add}
        options={options}
        value=""
        onChange={(next) =>
          next && onChange(filters.length, isTime(next) ? { dimension: next } : { dimension: next, in: [] })
        }
      />
    </fieldset>
  );
}

interface OneLimitProps {
  filter: Filter;
  onChange: (filter: Filter) => void;
}

function Values({ filter, subject, onChange }: OneLimitProps & { subject: string }) {
  const { dimension } = filter;
  const name = columnName(dimension);
  const isNot = Boolean(filter.not);
  const chosen = (filter.not ?? filter.in ?? []).map(String);
  const [isWanted, setWanted] = useState(false);
  const values = useDimensionValues(dimension, isWanted || chosen.length > 0);
  const held = values.data?.filter((each) => each.subjects.includes(subject)).map((each) => each.value);
  const put = (next: readonly string[], not: boolean) => {
    // A value keeps its kind: a year is a number, whatever the list is made of.
    const known = next.map((each) => held?.find((value) => String(value) === each) ?? each);
    onChange(not ? { dimension, not: known } : { dimension, in: known });
  };
  return (
    <>
      <Select
        label={words.limitWay(name)}
        value={isNot ? "not" : "in"}
        onChange={(way) => put(chosen, way === "not")}
        options={[
          { value: "in", label: words.onlyThese },
          { value: "not", label: words.allBut },
        ]}
      />
      <MultiCombobox
        label={words.valuesOf(name)}
        none={words.noValues}
        fault={values.error}
        onOpen={() => setWanted(true)}
        options={held?.map((value) => ({ value: String(value), label: readValue(dimension, value) }))}
        values={chosen}
        onChange={(next) => put(next, isNot)}
      />
    </>
  );
}

function Periods({ filter, onChange }: OneLimitProps) {
  const { dimension, from, until } = filter;
  const name = columnName(dimension);
  const put = (part: Partial<Filter>) => {
    const next = { dimension, from, until, ...part };
    onChange({ dimension, ...(next.from && { from: next.from }), ...(next.until && { until: next.until }) });
  };
  return (
    <>
      <Written
        className="w-28"
        placeholder={words.from}
        label={words.fromPeriod(name)}
        value={from ?? ""}
        onChange={(next) => put({ from: next })}
      />
      <Written
        className="w-28"
        placeholder={words.until}
        label={words.untilPeriod(name)}
        value={until ?? ""}
        onChange={(next) => put({ until: next })}
      />
    </>
  );
}
