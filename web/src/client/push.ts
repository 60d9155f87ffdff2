/** What this browser itself does to be told while no page is open. */
import { MOUNT } from "./requests";

const WORKER = `${MOUNT}/push.js`;
/** A folder without a page: the worker stands before no request. */
const SCOPE = `${MOUNT}/push/`;
const KEPT = "petroverse.push";

export type PushState = "possible" | "insecure" | "unable" | "denied";

/** Whether this browser can be told, and why not. */
export function pushState(): PushState {
  if (!isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) {
    return "unable";
  }
  return Notification.permission === "denied" ? "denied" : "possible";
}

export interface BrowserKeys {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/**
 * Subscribes this browser under the platform's key; asks for the permission, so it is called by a press alone.
 *
 * @throws where the person or the browser refuses.
 */
export async function subscribe(key: string): Promise<BrowserKeys> {
  if ((await Notification.requestPermission()) !== "granted") throw new Error("denied");
  const registration = await navigator.serviceWorker.register(WORKER, { scope: SCOPE });
  await activeOf(registration);
  const before = await registration.pushManager.getSubscription();
  // One under another key is of a platform that was set up anew.
  if (before && keyOf(before) !== key) await before.unsubscribe();
  const made = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: bytesOf(key),
  });
  const { endpoint = "", keys = {} } = made.toJSON();
  return { endpoint, keys: { p256dh: keys["p256dh"] ?? "", auth: keys["auth"] ?? "" } };
}

/** Ends this browser's subscription. */
export async function unsubscribe(): Promise<void> {
  forgetOwn();
  const registration = await navigator.serviceWorker?.getRegistration(SCOPE);
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await registration?.unregister();
}

/** Remembers as which receiver the platform knows this browser: an endpoint is a secret and is never told again. */
export function keepOwn(receiver: string): void {
  localStorage.setItem(KEPT, receiver);
}

export function ownReceiver(): string {
  return localStorage.getItem(KEPT) ?? "";
}

function forgetOwn(): void {
  localStorage.removeItem(KEPT);
}

/** Opens what a pressed notification asks an open page for. */
export function followPresses(open: (path: string) => void): () => void {
  const worker = navigator.serviceWorker;
  if (!worker) return () => undefined;
  const listen = (event: MessageEvent<{ open?: string }>) => {
    const url = event.data.open && new URL(event.data.open);
    if (url && url.origin === location.origin) open(url.pathname.slice(MOUNT.length) + url.search);
  };
  worker.addEventListener("message", listen);
  worker.startMessages();
  return () => worker.removeEventListener("message", listen);
}

function activeOf(registration: ServiceWorkerRegistration): Promise<void> {
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return Promise.resolve();
  return new Promise((resolve) =>
    coming.addEventListener("statechange", () => coming.state === "activated" && resolve()),
  );
}

function keyOf(subscription: PushSubscription): string {
  const key = new Uint8Array(subscription.options.applicationServerKey ?? new ArrayBuffer(0));
  const text = btoa(String.fromCharCode(...key));
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
