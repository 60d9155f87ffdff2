import type { Standing } from "../../client/contract";
import { words as admin } from "../../words/admin";

const words = admin.standing;

/** The dimensions that a rule may limit, as people name them. */
export const LIMITS = Object.entries(words.dimensions).map(([value, label]) => ({ value, label }));

/** `Ama Oil, Volta ,` → the names, without blanks and repeats. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split(",").map((each) => each.trim()))].filter(Boolean);
}

/** What somebody sees, in a line: everything, or what the rules leave. */
export function limitsOf({ row_rules, measures }: Pick<Standing, "row_rules" | "measures">): string {
  const rules = Object.entries(row_rules).map(([name, values]) => {
    const label = LIMITS.find((each) => each.value === name)?.label ?? name;
    return `${label}: ${values.join(", ")}`;
  });
  if (measures) rules.push(`${words.measures}: ${measures.join(", ")}`);
  return rules.join(" · ") || words.everything;
}
