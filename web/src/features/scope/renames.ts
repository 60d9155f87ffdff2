/** Which names may be another company of the same list renamed, out of what the platform proposes. */
import type { Proposal } from "../../client/curation";

export interface Renames {
  /** Names that are another's but for marks or form, or by what the country says of it, each with the other. */
  sure: ReadonlyMap<string, string>;
  /** Names that look like another, each with the other. */
  possible: ReadonlyMap<string, string>;
}

type Pair = Pick<Proposal, "alias" | "company" | "confidence" | "together">;

/** Of these names; two that stand beside each other in one table are two companies, however alike they look. */
export function renamesOf(pairs: readonly Pair[], names: readonly string[]): Renames {
  const known = new Set(names);
  const near = pairs.filter(
    ({ alias, company, together }) => together === 0 && known.has(alias) && known.has(company),
  );
  const both = (some: readonly Pair[]) =>
    new Map(some.flatMap(({ alias, company }) => [[alias, company] as const, [company, alias] as const]));
  return {
    sure: both(near.filter((each) => each.confidence === 1)),
    possible: both(near.filter((each) => each.confidence < 1)),
  };
}
