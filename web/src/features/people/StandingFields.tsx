import { useState } from "react";
import type { Role, Standing } from "../../client/contract";
import { Field } from "../../ui/Field";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { ROLE_MEANINGS, ROLE_NAMES } from "../account/words";
import { LIMITS, namesIn } from "./standing";

const ROLES = Object.entries(ROLE_NAMES).map(([value, label]) => ({ value, label }));
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
      <div>
        <p className="mb-1.5 text-sm font-medium">Role</p>
        <Select
          label="Role"
          value={form.standing.role}
          onChange={(role) => form.setRole(role as Role)}
          options={ROLES}
        />
        <p className="mt-1.5 text-sm text-faint">{ROLE_MEANINGS[form.standing.role]}</p>
      </div>
      <div>
        <p className="mb-1.5 text-sm font-medium">Sees</p>
        <Segmented
          label="What the person sees"
          name="sees"
          options={[
            { value: "all", label: "Everything" },
            { value: "some", label: "Some rows only" },
          ]}
          value={form.isLimited ? "some" : "all"}
          onChange={(sees) => form.setIsLimited(sees === "some")}
        />
      </div>
      {form.standing.measures && (
        <p className="text-sm text-soft">
          Only these measures: {form.standing.measures.join(", ")}. That is changed with{" "}
          <code className="font-mono">petroverse user rules</code>.
        </p>
      )}
      {form.isLimited && (
        <div className="flex flex-col gap-3">
          <Select
            label="What the rule limits"
            value={form.dimension}
            onChange={form.setDimension}
            options={LIMITS}
          />
          <Field
            label="Only these"
            hint="As the facts name them, separated by commas"
            required
            value={form.names}
            onChange={(event) => form.setNames(event.target.value)}
          />
        </div>
      )}
    </>
  );
}
