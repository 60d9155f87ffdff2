/** Names that look like one company: what is proposed, what was decided, and each decision's way back. */
import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { call } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Proposal = Schemas["Proposal"];
export type Proposals = Schemas["Proposals"];
export type CompanyDecision = Schemas["CompanyDecision"];
export type Merge = Schemas["Merge"];
export type Verdict = CompanyDecision["verdict"];

const PROPOSALS = ["companies", "proposals"];
const MERGES = ["companies", "aliases"];

/** @param isWanted asks for them; whoever sees a part of the companies alone is told of none. */
export function useProposals(isWanted = true) {
  return useQuery({
    queryKey: PROPOSALS,
    queryFn: () => call("get", "/api/companies/proposals"),
    enabled: isWanted,
  });
}

export function useMerges() {
  return useQuery({
    queryKey: MERGES,
    queryFn: async () => (await call("get", "/api/companies/aliases")).aliases,
  });
}

export function isPair(pair: Proposal, one: string, other: string): boolean {
  return [one, other].includes(pair.alias) && [one, other].includes(pair.company);
}

/** Takes a pair off the list at once; it comes back where the platform refuses. */
async function withoutPair(client: QueryClient, pair: Proposal): Promise<Proposals | undefined> {
  await client.cancelQueries({ queryKey: PROPOSALS });
  const before = client.getQueryData<Proposals>(PROPOSALS);
  if (before)
    client.setQueryData<Proposals>(PROPOSALS, {
      ...before,
      proposals: before.proposals.filter((each) => !isPair(each, pair.alias, pair.company)),
    });
  return before;
}

function useOptimistic<Given extends { pair: Proposal }>(
  decide: (given: Given) => Promise<{ number: number }>,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: decide,
    onMutate: ({ pair }) => withoutPair(client, pair),
    onError: (_, __, before) => client.setQueryData(PROPOSALS, before),
    // Every answer by company reads the merged name from now on.
    onSettled: () => client.invalidateQueries(),
  });
}

/** Reads one name as the other's from now on. */
export function useMerge() {
  return useOptimistic(({ pair, since, isTurned }: { pair: Proposal; since: string; isTurned: boolean }) =>
    call("post", "/api/companies/aliases", {
      body: {
        alias: isTurned ? pair.company : pair.alias,
        company: isTurned ? pair.alias : pair.company,
        since: since || null,
        reason: pair.reason,
      },
    }),
  );
}

/** Reads the older name of each pair as the newer one; gives the number of each merge. */
export function useMergeAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (pairs: readonly Proposal[]) => {
      const numbers: number[] = [];
      for (const { alias, company, reason } of pairs) {
        const body = { alias, company, since: null, reason };
        numbers.push((await call("post", "/api/companies/aliases", { body })).number);
      }
      return numbers;
    },
    // Also after a refusal in the middle: what was accepted before it holds.
    onSettled: () => client.invalidateQueries(),
  });
}

export function useUndoMerges() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (numbers: readonly number[]) => {
      // A later merge may build on an earlier one.
      for (const number of [...numbers].reverse())
        await call("delete", "/api/companies/aliases/{number}", { path: { number } });
    },
    onSettled: () => client.invalidateQueries(),
  });
}

/** Two companies for good, or to be looked at later. */
export function useDecide() {
  return useOptimistic(({ pair, verdict }: { pair: Proposal; verdict: Verdict }) =>
    call("post", "/api/companies/verdicts", {
      body: { name: pair.alias, other: pair.company, verdict, reason: "" },
    }),
  );
}

function useUndo(route: "/api/companies/aliases/{number}" | "/api/companies/verdicts/{number}") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (number: number) => call("delete", route, { path: { number } }),
    onSettled: () => client.invalidateQueries(),
  });
}

export const useUndoMerge = () => useUndo("/api/companies/aliases/{number}");
export const useUndoDecision = () => useUndo("/api/companies/verdicts/{number}");
