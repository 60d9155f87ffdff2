/** What is drawn, as plain data: the server, a dashboard and a link keep the same shape. */
import type { QueryRow } from "../client/contract";
import type { components } from "../client/schema";
import type { Polygon } from "./regions";

export const KINDS = [
  "line",
  "area",
  "bar",
  "ranking",
  "heat",
  "sankey",
  "waterfall",
  "tiles",
  "fan",
  "figure",
  "table",
] as const;
export type Kind = (typeof KINDS)[number];

export type Format = "quantity" | "percent" | "price" | "count" | "index";

export interface View {
  kind: Kind;
  /** The column along which the values stand: a time, or what is compared. */
  x?: string;
  /** The column that is drawn. */
  y: string;
  /** One line, layer or colour for each of its values. */
  series?: string;
  /** Columns from source to destination, for a flow. */
  path?: string[];
  /** Columns of the lower and the upper bound of a band. */
  low?: string;
  high?: string;
  /** Parts of the whole instead of amounts. */
  asShare?: boolean;
  /** How the values read; by the measure's name if left out. */
  format?: Format;
}

/** A view as the platform keeps it, where an empty word stands for what is left out. */
export function viewOf(stored: components["schemas"]["PanelView"]): View {
  const said = Object.entries(stored).filter(([, value]) => value !== "" && value !== false && String(value));
  return Object.fromEntries(said) as unknown as View;
}

export type Row = QueryRow;

/** Where a region stands in a tile map. */
export interface Region {
  name: string;
  row: number;
  column: number;
  /** It is the one that is looked at. */
  isChosen?: boolean;
  /** Its area on a map that somebody brought. */
  polygons?: readonly Polygon[] | undefined;
}
