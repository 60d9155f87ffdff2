/** Names that may be one company and are not read as it, because nobody has decided. */
import type { Proposal } from "../../client/curation";

export interface Near {
  name: string;
  /** How sure the platform is, from 0 to 1. */
  confidence: number;
}

/** The undecided other names of each name, the surest first; two that one table names together are two companies. */
export function nearNames(proposals: readonly Proposal[]): ReadonlyMap<string, readonly Near[]> {
  const found = new Map<string, Near[]>();
  const note = (of: string, name: string, confidence: number) =>
    found.set(of, [...(found.get(of) ?? []), { name, confidence }]);
  for (const { alias, company, confidence, together } of proposals) {
    if (together > 0) continue;
    note(alias, company, confidence);
    note(company, alias, confidence);
  }
  for (const each of found.values()) each.sort((a, b) => b.confidence - a.confidence);
  return found;
}
