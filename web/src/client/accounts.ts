/** Who comes in and what they may do: the routes of sign-in, people, programs, shares and what happened. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Right, Standing } from "./contract";
import { call } from "./requests";

export function useDoors() {
  return useQuery({ queryKey: ["doors"], queryFn: () => call("get", "/api/sign-in") });
}

/** Whatever was known belongs to whoever was here before; but an invitation that was just used is not asked for again. */
function useFreshStart<Given>(act: (given: Given) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== "invitation" }),
  });
}

export function useSignIn() {
  return useFreshStart((given: { name: string; password: string }) =>
    call("post", "/api/sign-in", { body: given }),
  );
}

export function useSignOut() {
  return useFreshStart((everywhere: boolean) =>
    call("delete", everywhere ? "/api/sessions" : "/api/session"),
  );
}

export function useSwitchOrganisation() {
  return useFreshStart((organisation: string) =>
    call("post", "/api/session/organisation", { body: { organisation } }),
  );
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => call("post", "/api/invitations/look", { body: { token } }),
    refetchOnWindowFocus: false,
  });
}

export function useAcceptInvitation() {
  return useFreshStart((given: { token: string; name: string; password: string }) =>
    call("post", "/api/invitations/accept", { body: given }),
  );
}

export function useSessions() {
  return useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await call("get", "/api/sessions")).sessions,
  });
}

/** Changes something, and reads the lists again that it may show in. */
function useChange<Given, Gotten = unknown>(act: (given: Given) => Promise<Gotten>, ...lists: string[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () =>
      Promise.all([...lists, "activity"].map((list) => client.invalidateQueries({ queryKey: [list] }))),
  });
}

export function useEndSession() {
  return useChange(
    (number: number) => call("delete", "/api/sessions/{number}", { path: { number } }),
    "sessions",
  );
}

export function useChangePassword() {
  return useChange(
    (given: { current: string; new: string }) => call("post", "/api/password", { body: given }),
    "sessions",
  );
}

export function usePeople() {
  return useQuery({
    queryKey: ["people"],
    queryFn: async () => (await call("get", "/api/people")).people,
  });
}

export function useChangePerson() {
  return useChange(
    ({ person, ...standing }: Standing & { person: string }) =>
      call("put", "/api/people/{person}", { path: { person }, body: standing }),
    "people",
  );
}

export function useRemovePerson() {
  return useChange(
    (person: string) => call("delete", "/api/people/{person}", { path: { person } }),
    "people",
    "tokens",
  );
}

export function useInvitations() {
  return useQuery({
    queryKey: ["invitations"],
    queryFn: async () => (await call("get", "/api/invitations")).invitations,
  });
}

export function useInvite() {
  return useChange(
    (given: { email: string } & Standing) => call("post", "/api/invitations", { body: given }),
    "invitations",
  );
}

export function useWithdrawInvitation() {
  return useChange(
    (number: number) => call("delete", "/api/invitations/{number}", { path: { number } }),
    "invitations",
  );
}

export function useTokens() {
  return useQuery({
    queryKey: ["tokens"],
    queryFn: async () => (await call("get", "/api/tokens")).tokens,
  });
}

export function useMakeToken() {
  return useChange(
    (given: { name: string; scopes: Right[]; days: number }) => call("post", "/api/tokens", { body: given }),
    "tokens",
  );
}

export function useRevokeToken() {
  return useChange((id: string) => call("delete", "/api/tokens/{token}", { path: { token: id } }), "tokens");
}

export function useShares() {
  return useQuery({
    queryKey: ["shares"],
    queryFn: () => call("get", "/api/shares"),
  });
}

export function useShareWith() {
  return useChange(
    (given: { reader: string; datasets: string[] }) => call("post", "/api/shares", { body: given }),
    "shares",
  );
}

export function useEndShare() {
  return useChange(
    (reader: string) => call("delete", "/api/shares/{organisation}", { path: { organisation: reader } }),
    "shares",
  );
}

/** What happened in the organisation, the newest first, page after page. */
export function useActivity() {
  return useInfiniteQuery({
    queryKey: ["activity"],
    initialPageParam: "",
    queryFn: ({ pageParam }) => call("get", "/api/activity", { query: { limit: 20, cursor: pageParam } }),
    getNextPageParam: (last) => last.next_cursor,
  });
}
