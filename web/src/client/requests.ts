/** One way to the platform: relative to wherever this page is served from, cookies included, faults by name. */

// Read once at start: the address bar moves on, the platform does not.
const ROOT = new URL(".", document.baseURI);

/** The path that the page is mounted at, without its last slash: empty at the top of a host. */
export const MOUNT = ROOT.pathname.replace(/\/$/, "");

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

export async function request<T>(path: string, options: RequestInit = {}): Promise<T> {
  const response = await send(path, {
    ...options,
    headers: { Accept: "application/json", ...options.headers },
  });
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw faultOf(response.status, body);
  return body as T;
}

function send(path: string, options: RequestInit): Promise<Response> {
  return fetch(new URL(`api/${path}`, ROOT), { credentials: "same-origin", ...options }).catch(() => {
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
  path: string,
  options: RequestInit,
  onLine: (line: unknown) => void,
): Promise<void> {
  const response = await send(path, { ...options, headers: { Accept: "application/x-ndjson" } });
  if (!response.ok || !response.body) throw faultOf(response.status, await response.json().catch(() => null));
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\n");
    rest = lines.pop() ?? "";
    lines.filter(Boolean).forEach((line) => onLine(JSON.parse(line)));
  }
}

export function post<T>(path: string, body: unknown): Promise<T> {
  return request<T>(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
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
