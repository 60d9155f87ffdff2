/** The room of a heat map: names at the left, cells, and under them the names of the columns, each to be read. */
import { isTime, readValue } from "./format";
import type { Shaped } from "./shape";

export const EDGE = 8;
/** The scale at the foot. */
export const SCALE = 40;

const [LETTER, LINE, SMALL] = [7.9, 13, 5.7] as const;
const LONGEST = 150;

export interface Foot {
  height: number;
  /** Upright where the columns are too narrow for the longest word. */
  rotate: 0 | 90;
  /** Of one label. */
  width: number;
  /** Times may leave names out, as everybody knows what lies between them. */
  isEvery: boolean;
}

/** Columns narrower than this have no room for a figure. */
export const NARROWEST = 34;

/** Without the columns that there is no room for: those that the fewest have something in. Times are all kept. */
export function fitting(shaped: Shaped, width: number): Shaped & { without: number } {
  const { xs, parts, view } = shaped;
  const most = Math.max(2, Math.floor((width - namesWidth(shaped, width) - EDGE) / NARROWEST));
  if (isTime(view.x) || xs.length <= most) return { ...shaped, without: 0 };
  const weight = xs.map((_, at) => {
    const known = parts.map((each) => each.values[at] ?? 0).filter((value) => value !== 0);
    return { at, count: known.length, sum: known.reduce((total, value) => total + value, 0) };
  });
  const kept = weight
    .sort((a, b) => b.count - a.count || b.sum - a.sum)
    .slice(0, most)
    .map(({ at }) => at)
    .sort((a, b) => a - b);
  const only = <Item>(items: readonly Item[]) => kept.map((at) => items[at]!);
  return {
    ...shaped,
    xs: only(xs),
    parts: parts.map((each) => ({ ...each, values: only(each.values), rows: only(each.rows) })),
    without: xs.length - most,
  };
}

function namesWidth({ parts }: Shaped, width: number): number {
  const longest = Math.max(0, ...parts.map((each) => each.short.length));
  return Math.min(longest * LETTER + 16, 260, width * 0.34);
}

/** The width of the names at the left and of one cell, and what stands under the columns. */
export function gridOf(shaped: Shaped, width: number) {
  const { xs, view } = shaped;
  const names = namesWidth(shaped, width);
  const cell = (width - names - EDGE) / Math.max(1, xs.length);
  const said = xs.map((each) => readValue(view.x ?? "", each));
  const foot: Foot = isTime(view.x)
    ? { height: 24, rotate: 0, width: 110, isEvery: false }
    : footOf(said, cell);
  return { names, cell, foot };
}

function footOf(names: readonly string[], cell: number): Foot {
  const room = Math.floor((cell - 2) / SMALL);
  const isEvery = true;
  if (names.every((name) => name.split(" ").every((word) => word.length <= room)))
    return {
      height: Math.max(1, ...names.map((name) => linesOf(name, room))) * LINE + 11,
      rotate: 0,
      width: cell,
      isEvery,
    };
  const longest = Math.max(0, ...names.map((name) => name.length));
  return { height: Math.min(LONGEST, longest * SMALL) + 12, rotate: 90, width: LONGEST, isEvery };
}

/** How many lines of so many letters a name takes. */
function linesOf(name: string, room: number): number {
  let [lines, used] = [1, 0];
  for (const word of name.split(" ")) {
    const more = used === 0 ? word.length : used + 1 + word.length;
    if (more > room) lines += 1;
    used = more > room ? word.length : more;
  }
  return lines;
}
