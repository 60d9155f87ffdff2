/** Who is told of alarms outside of the page: receivers, a person's own browsers, and what was told. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { keepOwn, ownReceiver, subscribe, unsubscribe } from "./push";
import { call } from "./requests";
import type { components } from "./schema";

type Schemas = components["schemas"];
export type Receiver = Schemas["ReceiverNow"];
export type ReceiverForm = Schemas["ReceiverForm"];
export type ReceiverChange = Schemas["ReceiverChange"];
export type ReceiverMade = Schemas["ReceiverMade"];
export type Wants = Required<Omit<ReceiverForm, "name" | "kind" | "address" | "secret">>;
export type Told = Schemas["NoticeSent"];
export type Trial = Schemas["Trial"];

const RECEIVERS = ["receivers"];
const AGAIN_MS = 10_000;

/** Every receiver of the organisation. */
export function useReceivers(isWanted: boolean) {
  return useQuery({
    queryKey: [...RECEIVERS, "all"],
    queryFn: () => call("get", "/api/receivers"),
    enabled: isWanted,
    refetchInterval: AGAIN_MS,
  });
}

/** The own browsers that are told. */
export function useBrowsers() {
  return useQuery({
    queryKey: [...RECEIVERS, "browsers"],
    queryFn: async () => (await call("get", "/api/push/subscriptions")).receivers,
    refetchInterval: AGAIN_MS,
  });
}

/** What was told lately, the last decided first. */
export function useTold(isWanted: boolean) {
  return useQuery({
    queryKey: [...RECEIVERS, "told"],
    queryFn: async () => (await call("get", "/api/notices/told", { query: { limit: 50 } })).told,
    enabled: isWanted,
    refetchInterval: AGAIN_MS,
  });
}

export function useAddReceiver() {
  return useChanging((form: ReceiverForm) => call("post", "/api/receivers", { body: form }));
}

export function useChangeReceiver() {
  return useChanging(({ receiver, form }: { receiver: string; form: ReceiverChange }) =>
    call("put", "/api/receivers/{receiver}", { path: { receiver }, body: form }),
  );
}

/** Removes a receiver; this browser's subscription ends with it. */
export function useRemoveReceiver() {
  return useChanging(async ({ id, kind }: Receiver) => {
    await call(
      "delete",
      kind === "push" ? "/api/push/subscriptions/{receiver}" : "/api/receivers/{receiver}",
      {
        path: { receiver: id },
      },
    );
    if (id === ownReceiver()) await unsubscribe();
  });
}

/** Sends a trial at once and gives what came back. */
export function useTryReceiver() {
  return useChanging(({ id, kind }: Receiver) =>
    call(
      "post",
      kind === "push" ? "/api/push/subscriptions/{receiver}/test" : "/api/receivers/{receiver}/test",
      {
        path: { receiver: id },
      },
    ),
  );
}

/** Has this browser told; asks the person's permission, so it is called by a press alone. */
export function useTellThisBrowser() {
  return useChanging(async ({ name, wants }: { name: string; wants: Wants }) => {
    const { key } = await call("get", "/api/push/key");
    const browser = await subscribe(key);
    const made = await call("post", "/api/push/subscriptions", { body: { name, ...browser, ...wants } });
    keepOwn(made.id);
    return made;
  });
}

function useChanging<Taken, Given>(mutationFn: (taken: Taken) => Promise<Given>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: RECEIVERS }) });
}
