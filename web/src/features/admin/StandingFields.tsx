import { useState } from "react";
import type { Role, Standing } from "../../client/contract";
import { Field } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { roleMeanings, roleNames } from "../../words/account";
import { words as admin } from "../../words/admin";
import { LIMITS, namesIn } from "./standing";

const words = admin.standing;
const ROLES = Object.entries(roleNames).map(([value, label]) => ({ value, label }));
const NEW: Standing = { role: "viewer", row_rules: {}, measures: null };

/** The standing that a form is about to give; limits as they are typed become rules. */
export function useStanding(before: Standing = NEW) {
  const [limit, values] = Object.entries(before.row_rules)[0] ?? ["company", []];
  const [role, setRole] = useState<Role>(before.role);
  const [isLimited, setIsLimited] = useState(values.length > 0);
  const [dimension, setDimension] = useState(limit);
  const [names, setNames] = useState(values.join(", "));
  const others = Object.entries(before.row_rules).filter(([name]) => name !== limit);
  const rules = isLimited ? [...others, [dimension, namesIn(names)] as const] : [];
  const standing: Standing = { role, row_rules: Object.fromEntries(rules), measures: before.measures };
  return { standing, setRole, isLimited, setIsLimited, dimension, setDimension, names, setNames };
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
            onChange={form.setDimension}
            options={LIMITS}
          />
          <Field
            label={words.only}
            hint={words.onlyHint}
            required
            value={form.names}
            onChange={(event) => form.setNames(event.target.value)}
          />
        </div>
      )}
    </>
  );
}
