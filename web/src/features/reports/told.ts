/** What the job of a mailed report was told, as this page reads it. */
import type { Format } from "./kept";

type Body = Readonly<Record<string, unknown>>;

export interface Told {
  dashboard: string;
  subject: string;
  format: Format;
  to: readonly string[];
}

/** Whether two bodies ask for the same report to the same people, so that what came of one tells of the other. */
export function isSame(one: Body, other: Body): boolean {
  return JSON.stringify(told(one)) === JSON.stringify(told(other));
}

export function told(body: Body): Told {
  const text = (name: string) => (typeof body[name] === "string" ? body[name] : "");
  return {
    dashboard: text("dashboard"),
    subject: text("subject"),
    format: body["format"] === "xlsx" ? "xlsx" : "pdf",
    to: Array.isArray(body["to"]) ? body["to"].map(String) : [],
  };
}
