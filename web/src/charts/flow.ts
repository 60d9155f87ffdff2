/** Rows with a path of columns → the nodes and links of a flow. */
import { OTHERS_CODE } from "../client/labels";
import { readValue, rowsOfUnit } from "./format";
import type { Row, View } from "./view";

export interface FlowNode {
  /** Unique, though two columns may hold the same name. */
  id: string;
  column: string;
  code: string;
  name: string;
  depth: number;
  value: number;
}

export interface FlowLink {
  source: string;
  target: string;
  value: number;
  row: Row;
}

/** More names than these at one stage cannot be told apart. */
const MOST_NODES = 12;

export function flowOf(rows: readonly Row[], view: View, unit: string) {
  const path = view.path ?? [];
  const known = rowsOfUnit(rows, view.y, unit).filter((row) => Number(row[view.y]) > 0);
  const kept = path.map((column) => largest(known, column, view.y));
  const nodes = new Map<string, FlowNode>();
  const links = new Map<string, FlowLink>();
  for (const row of known) {
    const value = Number(row[view.y]);
    // A row may tell a part of the way alone, where the whole way is not published.
    const steps = path.flatMap((column, depth) => {
      const code = row[column];
      if (code === null || code === undefined) return [];
      return [node(nodes, column, kept[depth]?.has(String(code)) ? String(code) : OTHERS_CODE, depth)];
    });
    steps.slice(1).forEach((to, at) => join(links, steps[at]!, to, value, view.y, unit));
  }
  for (const each of nodes.values()) {
    const through = (end: "source" | "target") =>
      [...links.values()].reduce((sum, link) => (link[end] === each.id ? sum + link.value : sum), 0);
    each.value = Math.max(through("source"), through("target"));
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

function largest(rows: readonly Row[], column: string, y: string): ReadonlySet<string> {
  const sums = new Map<string, number>();
  for (const row of rows) {
    const code = row[column];
    if (code === null || code === undefined) continue;
    sums.set(String(code), (sums.get(String(code)) ?? 0) + Number(row[y]));
  }
  const sorted = [...sums].sort((a, b) => b[1] - a[1]).map(([code]) => code);
  return new Set(sorted.length > MOST_NODES ? sorted.slice(0, MOST_NODES - 1) : sorted);
}

function node(nodes: Map<string, FlowNode>, column: string, code: string, depth: number) {
  const id = `${depth} ${code}`;
  const known = nodes.get(id) ?? { id, column, code, name: readValue(column, code), depth, value: 0 };
  nodes.set(id, known);
  return known;
}

function join(
  links: Map<string, FlowLink>,
  from: FlowNode,
  to: FlowNode,
  value: number,
  y: string,
  unit: string,
) {
  const id = `${from.id} > ${to.id}`;
  const sum = (links.get(id)?.value ?? 0) + value;
  const row = { [from.column]: from.code, [to.column]: to.code, [y]: sum, unit };
  links.set(id, { source: from.id, target: to.id, value: sum, row });
}
