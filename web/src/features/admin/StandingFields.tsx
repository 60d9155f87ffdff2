import { useState } from "react";
import { useDimensionValues } from "../../client/catalogue";
import type { Role, Standing } from "../../client/contract";
import { valueName } from "../../client/labels";
import { MultiCombobox } from "../../ui/Combobox";
import { Field } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { roleMeanings, roleNames } from "../../words/account";
import { words as admin } from "../../words/admin";
import { LIMITS, namesIn } from "./standing";

const words = admin.standing;
const ROLES = Object.entries(roleNames).map(([value, label]) => ({ value, label }));
const NEW: Standing = { role: "viewer", row_rules: {}, measures: null };

/** The standing that a form is about to give; limits as they are chosen become rules. */
export function useStanding(before: Standing = NEW) {
  const [limit, values] = Object.entries(before.row_rules)[0] ?? ["company", []];
  const [role, setRole] = useState<Role>(before.role);
  const [isLimited, setIsLimited] = useState(values.length > 0);
  const [dimension, setDimension] = useState(limit);
  const [names, setNames] = useState<readonly string[]>(values);
  const others = Object.entries(before.row_rules).filter(([name]) => name !== limit);
  const rules: [string, string[]][] = isLimited ? [...others, [dimension, [...names]]] : [];
  const standing: Standing = { role, row_rules: Object.fromEntries(rules), measures: before.measures };
  const why = isLimited && names.length === 0 && words.chooseSome;
  const limitBy = (next: string) => {
    setDimension(next);
    setNames([]);
  };
  return { standing, setRole, isLimited, setIsLimited, dimension, limitBy, names, setNames, why };
}

/** What somebody is to be: the role, and whether everything is seen or some rows only. */
export function StandingFields({ form }: { form: ReturnType<typeof useStanding> }) {
  return (
    <>
      <Select
        isField
        label={words.role}
        hint={roleMeanings[form.standing.role]}
        value={form.standing.role}
        onChange={(role) => form.setRole(role as Role)}
        options={ROLES}
      />
      <div>
        <p className="mb-1.5 text-sm font-medium">{words.sees}</p>
        <Segmented
          label={words.seesLabel}
          name="sees"
          options={[
            { value: "all", label: words.everything },
            { value: "some", label: words.someRows },
          ]}
          value={form.isLimited ? "some" : "all"}
          onChange={(sees) => form.setIsLimited(sees === "some")}
        />
      </div>
      {form.standing.measures && (
        <p className="text-sm text-soft">
          {words.measuresOnly(form.standing.measures.join(", "))}
          <code className="font-mono">{words.measuresCommand}</code>
        </p>
      )}
      {form.isLimited && (
        <div className="flex flex-col gap-3">
          <Select
            isField
            label={words.limits}
            value={form.dimension}
            onChange={form.limitBy}
            options={LIMITS}
          />
          <Names key={form.dimension} form={form} />
        </div>
      )}
    </>
  );
}

/** The values that the rule leaves, out of those that occur in the facts; written by hand while there are none. */
function Names({ form }: { form: ReturnType<typeof useStanding> }) {
  const { dimension, names, setNames } = form;
  const held = useDimensionValues(dimension, true);
  const [typed, setTyped] = useState(names.join(", "));
  if (held.data?.length === 0)
    return (
      <Field
        label={words.only}
        hint={words.onlyHint}
        required
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setNames(namesIn(event.target.value));
        }}
      />
    );
  return (
    <div>
      <p aria-hidden="true" className="mb-1.5 text-sm font-medium">
        {words.only}
      </p>
      <MultiCombobox
        isField
        label={words.only}
        none={words.chooseSome}
        fault={held.error}
        options={held.data?.map(({ value }) => ({
          value: String(value),
          label: valueName(dimension, String(value)),
        }))}
        values={names}
        onChange={setNames}
      />
      {names.length > 1 && (
        <p className="mt-1.5 text-sm text-faint">
          {names.map((each) => valueName(dimension, each)).join(", ")}
        </p>
      )}
    </div>
  );
}
