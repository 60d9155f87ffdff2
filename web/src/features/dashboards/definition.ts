/** A dashboard as a file: what it asks and how it shows it, without any figure. Pure. */
import type { Content, Panel } from "./kept";
import type { Limits } from "./scoping";

const FORMAT = "petroverse.dashboard/1";

export interface Definition {
  format: typeof FORMAT;
  name: string;
  description: string;
  panels: Panel[];
  filters: Limits;
}

export function definitionOf({ name, description, panels, filters }: Content): Definition {
  return { format: FORMAT, name, description, panels, filters };
}

/** What a file defines, or null where it is no definition; whether its questions can be asked, the platform says. */
export function readDefinition(text: string): Content | null {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof said !== "object" || said === null) return null;
  const { format, name, description, panels, filters } = said as Partial<Definition>;
  if (format !== FORMAT || typeof name !== "string" || !Array.isArray(panels)) return null;
  return { name, description: description ?? "", panels, filters: filters ?? {}, is_shared: false };
}
