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

/** The width of the names at the left and of one cell, and what stands under the columns. */
export function gridOf({ parts, xs, view }: Shaped, width: number) {
  const longest = Math.max(0, ...parts.map((each) => each.short.length));
  const names = Math.min(longest * LETTER + 16, 260, width * 0.34);
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
