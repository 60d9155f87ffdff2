/** Who comes in and what they may do: the routes of sign-in, people, programs, shares and what happened. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { post, request } from "./requests";

export type Right = "read" | "export" | "import" | "curate" | "operate" | "administer" | "platform";
export type Role = "viewer" | "analyst" | "operator" | "admin" | "regulator";

/** What somebody is in an organisation; no rule and no measures mean no limit. */
export interface Standing {
  role: Role;
  row_rules: Record<string, string[]>;
  measures: string[] | null;
}

/** In which ways this platform lets people in. */
export interface Doors {
  password: boolean;
  /** What people call the provider that vouches for them; empty where there is none. */
  provider: string;
}

export interface InvitationSeen {
  organisation: string;
  organisation_name: string;
  email: string;
  role: Role;
  expires_at: string;
  /** Whether somebody with this address has an account here already. */
  has_account: boolean;
}

export interface OwnSession {
  number: number;
  /** The browser, as it named itself. */
  made_in: string;
  made_at: string;
  last_used_at: string;
  expires_at: string;
  is_current: boolean;
}

export interface Person extends Standing {
  person: string;
  name: string;
  email: string;
  since: string;
  is_disabled: boolean;
}

export interface Invitation extends Standing {
  number: number;
  email: string;
  made_by: string;
  expires_at: string;
}

export interface MadeInvitation {
  /** Where the invitation is accepted; its secret is shown this once. */
  path: string;
}

export interface Token {
  id: string;
  name: string;
  person: string;
  scopes: Right[];
  made_at: string;
  expires_at: string;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface Share {
  number: number;
  organisation: string;
  reader: string;
  /** Their names, or `all`. */
  datasets: string;
  since: string;
  made_by: string;
}

export interface Deed {
  number: number;
  at: string;
  person: string;
  kind: string;
  /** What was told of it, by name. */
  told: Record<string, unknown>;
}

export interface ActivityPage {
  activity: Deed[];
  next_cursor: number | null;
}

export function useDoors() {
  return useQuery({ queryKey: ["doors"], queryFn: () => request<Doors>("sign-in") });
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
  return useFreshStart((given: { name: string; password: string }) => post("sign-in", given));
}

export function useSignOut() {
  return useFreshStart((everywhere: boolean) =>
    request(everywhere ? "sessions" : "session", { method: "DELETE" }),
  );
}

export function useSwitchOrganisation() {
  return useFreshStart((organisation: string) => post("session/organisation", { organisation }));
}

export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => post<InvitationSeen>("invitations/look", { token }),
    refetchOnWindowFocus: false,
  });
}

export function useAcceptInvitation() {
  return useFreshStart((given: { token: string; name: string; password: string }) =>
    post("invitations/accept", given),
  );
}

export function useSessions() {
  return useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await request<{ sessions: OwnSession[] }>("sessions")).sessions,
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
  return useChange((number: number) => request(`sessions/${number}`, { method: "DELETE" }), "sessions");
}

export function useChangePassword() {
  return useChange((given: { current: string; new: string }) => post("password", given), "sessions");
}

export function usePeople() {
  return useQuery({
    queryKey: ["people"],
    queryFn: async () => (await request<{ people: Person[] }>("people")).people,
  });
}

export function useChangePerson() {
  return useChange(
    ({ person, ...standing }: Standing & { person: string }) =>
      request(`people/${person}`, {
        method: "PUT",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(standing),
      }),
    "people",
  );
}

export function useRemovePerson() {
  return useChange((person: string) => request(`people/${person}`, { method: "DELETE" }), "people", "tokens");
}

export function useInvitations() {
  return useQuery({
    queryKey: ["invitations"],
    queryFn: async () => (await request<{ invitations: Invitation[] }>("invitations")).invitations,
  });
}

export function useInvite() {
  return useChange(
    (given: { email: string } & Standing) => post<MadeInvitation>("invitations", given),
    "invitations",
  );
}

export function useWithdrawInvitation() {
  return useChange((number: number) => request(`invitations/${number}`, { method: "DELETE" }), "invitations");
}

export function useTokens() {
  return useQuery({
    queryKey: ["tokens"],
    queryFn: async () => (await request<{ tokens: Token[] }>("tokens")).tokens,
  });
}

export function useMakeToken() {
  return useChange(
    (given: { name: string; scopes: Right[]; days: number }) =>
      post<{ id: string; token: string }>("tokens", given),
    "tokens",
  );
}

export function useRevokeToken() {
  return useChange((id: string) => request(`tokens/${id}`, { method: "DELETE" }), "tokens");
}

export function useShares() {
  return useQuery({
    queryKey: ["shares"],
    queryFn: async () => (await request<{ shares: Share[] }>("shares")).shares,
  });
}

export function useShareWith() {
  return useChange((given: { reader: string; datasets: string[] }) => post("shares", given), "shares");
}

export function useEndShare() {
  return useChange((reader: string) => request(`shares/${reader}`, { method: "DELETE" }), "shares");
}

/** What happened in the organisation, the newest first, page after page. */
export function useActivity() {
  return useInfiniteQuery({
    queryKey: ["activity"],
    initialPageParam: 0,
    queryFn: ({ pageParam }) => request<ActivityPage>(`activity?limit=20&cursor=${pageParam}`),
    getNextPageParam: (last) => last.next_cursor,
  });
}
