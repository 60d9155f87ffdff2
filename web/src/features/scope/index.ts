/** The part of the market that a page speaks of: shared by all pages, held by the address. */
export { AsOfChoice } from "./AsOfFilter";
export { FilterBar } from "./FilterBar";
export type { HeldMonths } from "./held";
export { useLatest, useMonths, useProductGroups, useUnit, useValues } from "./held";
export { EVERYTHING, LISTS, presetMonths, toggled, within } from "./scope";
export type { Comparison, ListPart, Part, Scope } from "./scope";
export { entries } from "./presence";
export { renamesOf, type Renames } from "./renames";
export { timesOf, type Times } from "./times";
export { useScope, type ScopeInUse } from "./useScope";
export { RemoveSample, SampleBanner } from "./SampleBanner";
