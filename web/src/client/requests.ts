/** One way to the platform: relative to wherever this page is served from, cookies included, faults by name. */
import type { paths } from "./schema";

// From where this code came, since a page may be opened at any depth; `import.meta.url` is its own file in `assets`.
const ROOT = import.meta.env.DEV ? new URL("/", location.href) : new URL("..", import.meta.url);

/** The path that the page is mounted at, without its last slash: empty at the top of a host. */
export const MOUNT = ROOT.pathname.replace(/\/$/, "");

/** The whole address of a route. */
export function addressOf(route: string): URL {
  return new URL(route.slice(1), ROOT);
}

/** A fault as the platform tells it: what was wrong, where, and what to do. */
export class Fault extends Error {
  constructor(
    readonly status: number,
    readonly what: string,
    readonly where = "",
    readonly fix = "",
  ) {
    super(what);
  }

  get isSignedOut(): boolean {
    return this.status === 401;
  }
}

type Method = "get" | "post" | "put" | "patch" | "delete";
type Route<M extends Method> = {
  [R in keyof paths]: paths[R] extends Record<M, object> ? R : never;
}[keyof paths];

/** What an operation takes: the names in its path, its parameters (as words where one is repeated), its body. */
type Taken<Operation> = { words?: URLSearchParams } & (Operation extends { parameters: { path: infer Path } }
  ? { path: Path }
  : unknown) &
  (Operation extends { parameters: { query?: infer Query } } ? { query?: Query } : unknown) &
  (Operation extends { requestBody: { content: { "application/json": infer Body } } }
    ? { body: Body }
    : unknown);

/** What it gives; nothing to be read where it answers without a body. */
type Given<Operation> = Operation extends { responses: infer Responses }
  ? Responses[keyof Responses & (200 | 201 | 202)] extends { content: { "application/json": infer Body } }
    ? Body
    : never
  : never;

interface Parts {
  path?: Record<string, string | number>;
  words?: URLSearchParams;
  query?: Record<string, string | number>;
  body?: unknown;
}

/** Asks the platform for one thing: `call("get", "/api/imports/{import_id}", { path: { import_id: 7 } })`. */
export async function call<M extends Method, R extends Route<M>>(
  method: M,
  route: R,
  ...[taken]: object extends Taken<paths[R][M]> ? [Taken<paths[R][M]>?] : [Taken<paths[R][M]>]
): Promise<Given<paths[R][M]>> {
  const { path = {}, query = {}, words, body }: Parts = taken ?? {};
  const named = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(path[name])));
  const asked =
    words ?? new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const response = await send(`${named}?${asked}`.replace(/\?$/, ""), {
    method: method.toUpperCase(),
    headers: {
      Accept: "application/json",
      ...(body !== undefined && { "Content-Type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return (await answerOf(response)) as Given<paths[R][M]>;
}

/** Sends one file as a form and gives the answer. */
export async function sendFile(
  route: Route<"post">,
  file: File,
  query: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const body = new FormData();
  body.append("file", file);
  return answerOf(await send(`${route}?${new URLSearchParams(query)}`, { method: "POST", body }));
}

async function answerOf(response: Response): Promise<unknown> {
  const told: unknown = await response.json().catch(() => null);
  if (!response.ok) throw faultOf(response.status, told);
  return told;
}

/** A file that the platform wrote, and what it is called. */
export interface FetchedFile {
  name: string;
  content: Blob;
}

/** Asks the platform for a file; a body is sent with POST. */
export async function fetchFile(route: string, body?: unknown): Promise<FetchedFile> {
  const options: RequestInit =
    body === undefined
      ? {}
      : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const response = await send(route, options);
  if (!response.ok) throw faultOf(response.status, await response.json().catch(() => null));
  const told = response.headers.get("Content-Disposition") ?? "";
  return { name: /filename="?([^";]+)"?/.exec(told)?.[1] ?? "", content: await response.blob() };
}

function send(route: string, options: RequestInit): Promise<Response> {
  return fetch(addressOf(route), { credentials: "same-origin", ...options }).catch(() => {
    const fix = "Start it with “petroverse up”; this page comes back by itself.";
    throw new Fault(0, "The platform does not answer.", "", fix);
  });
}

/**
 * Sends a request whose answer comes as lines of JSON while the work goes on.
 *
 * @param onLine is told each line as it comes.
 */
export async function stream(
  route: Route<"post">,
  options: RequestInit,
  onLine: (line: unknown) => void,
  query: Readonly<Record<string, string>> = {},
): Promise<void> {
  const response = await send(`${route}?${new URLSearchParams(query)}`.replace(/\?$/, ""), {
    ...options,
    headers: { Accept: "application/x-ndjson" },
  });
  if (!response.ok || !response.body) throw faultOf(response.status, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    lines.filter(Boolean).forEach((line) => onLine(JSON.parse(line)));
  }
}

/** The fault that a problem document tells. */
export function faultOf(status: number, body: unknown): Fault {
  const said = isRecord(body) ? (isRecord(body["error"]) ? body["error"] : body) : {};
  const text = (name: string) => (typeof said[name] === "string" ? said[name] : "");
  const what =
    text("what") || text("message") || text("detail") || `The platform answered with status ${status}.`;
  return new Fault(status, what, text("where"), text("fix"));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
