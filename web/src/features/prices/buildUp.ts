/** A price, part by part: put in printed order, added up again, and held against the totals that were printed. */
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface Part {
  component: string;
  role: string;
  position: number;
  value: number;
}

/** A printed sum beside the sum of the parts that it can mean: of all above it, or of the taxes and margins alone. */
export interface Check {
  component: string;
  printed: number;
  computed: number;
  agrees: boolean;
  /** Whether it sums the taxes and margins alone, and not the price that they are put on. */
  isPartial: boolean;
}

/** One printed table's build-up of a product, in one unit. */
export interface BuildUp {
  edition: string;
  unit: string;
  /** Parts and printed totals in their order, blanks left out. */
  parts: Part[];
  checks: Check[];
  /** Whether it begins with a price and not with a levy or margin. */
  hasStart: boolean;
  /** What the parts add up to. */
  end: number;
}

export const TOTAL = "total";
/** A rounding of the last printed digit, in the unit of the table. */
const CLOSE = 0.006;
/** Roles that stand before taxes and margins. */
const BEFORE = ["price", "adjustment"];

/** The build-ups of one product and day, the one with most parts first. */
export function buildUps(rows: readonly QueryRow[]): BuildUp[] {
  const tables = grouped(rows, (row) => `${String(row["edition"])} ${String(row["unit"])}`);
  return [...tables.values()].map(buildUp).sort((a, b) => size(b) - size(a) || b.end - a.end);
}

function buildUp(rows: readonly QueryRow[]): BuildUp {
  const parts = rows
    .filter((row) => typeof row["component_value"] === "number")
    .map((row) => ({
      component: String(row["component"]),
      role: String(row["role"]),
      position: Number(row["component_position"]),
      value: Number(row["component_value"]),
    }))
    .sort((a, b) => a.position - b.position);
  const own = parts.filter((each) => each.role !== TOTAL);
  return {
    edition: String(rows[0]?.["edition"]),
    unit: String(rows[0]?.["unit"]),
    parts,
    checks: parts.filter((each) => each.role === TOTAL).map((each) => checked(each, own)),
    hasStart: own[0]?.role === "price",
    end: sum(own),
  };
}

function checked(total: Part, own: readonly Part[]): Check {
  const above = own.filter((each) => each.position < total.position);
  const [whole, charges] = [sum(above), sum(above.filter((each) => !BEFORE.includes(each.role)))];
  const away = (each: number) => Math.abs(each - total.value);
  const isPartial = away(charges) < away(whole);
  const computed = isPartial ? charges : whole;
  return {
    component: total.component,
    printed: total.value,
    computed,
    agrees: away(computed) <= CLOSE,
    isPartial,
  };
}

/** One part in two build-ups; a part that one of them does not have counts there as nothing. */
export interface Move {
  component: string;
  role: string;
  before: number | null;
  after: number | null;
  change: number;
}

/** What moved between two build-ups, totals apart, largest first; what stayed is left out. */
export function moves(before: BuildUp, after: BuildUp): Move[] {
  const [was, is] = [byComponent(before), byComponent(after)];
  return [...new Set([...is.keys(), ...was.keys()])]
    .map((component) => {
      const [old, now] = [was.get(component), is.get(component)];
      const change = (now?.value ?? 0) - (old?.value ?? 0);
      const role = (now ?? old)?.role ?? "";
      return { component, role, before: old?.value ?? null, after: now?.value ?? null, change };
    })
    .filter((each) => Math.abs(each.change) > 1e-9)
    .sort(
      (a, b) =>
        Number(a.role === TOTAL) - Number(b.role === TOTAL) || Math.abs(b.change) - Math.abs(a.change),
    );
}

function byComponent({ parts }: BuildUp): Map<string, Part> {
  return new Map(parts.map((each) => [each.component, each]));
}

function size({ parts }: BuildUp): number {
  return parts.filter((each) => each.role !== TOTAL).length;
}

function sum(parts: readonly Part[]): number {
  return parts.reduce((total, each) => total + each.value, 0);
}
