/** What a refusal says may be asked instead, as questions that a button can ask. */
import type { Query } from "../../client/contract";
import { tidy } from "./asked";

export interface Way {
  /** What it does, in the platform's words; empty where the refusal says it. */
  hint: string;
  question: Query;
}

const STEP = /(?:leave out (\w+)|set (\w+) to )/g;

/** Reads `tell units apart: set dimensions to ["month", "unit"]; or ask for tonnes: set measures to ["tonnes"]`. */
export function waysOut(fix: string, asked: Query): Way[] {
  return waysIn(fix).flatMap((way) => {
    const steps = [...way.matchAll(STEP)];
    if (steps.length === 0) return [];
    const changes = new Map<string, unknown>();
    for (const step of steps) {
      const [, dropped, name] = step;
      if (dropped) changes.set(dropped, null);
      else if (name) changes.set(name, valueAt(way, step.index + step[0].length));
    }
    if ([...changes.values()].includes(undefined)) return [];
    const hint = way.slice(0, steps[0]!.index).replace(/[:\s]+$/, "");
    return [{ hint, question: tidy({ ...asked, ...(Object.fromEntries(changes) as Partial<Query>) }) }];
  });
}

/** Ways stand apart by `; or `; within a value's quotes it is part of a name. */
function waysIn(fix: string): string[] {
  const parts = fix.split("; or ");
  const isOpen = (text: string) => (text.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1;
  return parts.reduce<string[]>((ways, part) => {
    const last = ways.at(-1);
    return last !== undefined && isOpen(last)
      ? [...ways.slice(0, -1), `${last}; or ${part}`]
      : [...ways, part];
  }, []);
}

/** The JSON value that begins at a place; undefined where there is none. */
function valueAt(text: string, from: number): unknown {
  for (let end = from + 1; end <= text.length; end += 1) {
    try {
      const isWhole = end === text.length || text.startsWith(" and ", end);
      if (isWhole) return JSON.parse(text.slice(from, end));
    } catch {
      // The value goes on: what looked like its end stands in a name.
    }
  }
  return undefined;
}
