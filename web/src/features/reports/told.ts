/** What the job of a mailed report was told, as this page reads it. */
import type { Format } from "./kept";

export interface Told {
  dashboard: string;
  subject: string;
  format: Format;
  to: readonly string[];
}

export function told(body: Readonly<Record<string, unknown>>): Told {
  const text = (name: string) => (typeof body[name] === "string" ? body[name] : "");
  return {
    dashboard: text("dashboard"),
    subject: text("subject"),
    format: body["format"] === "xlsx" ? "xlsx" : "pdf",
    to: Array.isArray(body["to"]) ? body["to"].map(String) : [],
  };
}
