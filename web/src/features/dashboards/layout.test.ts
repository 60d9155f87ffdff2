import { expect, test } from "vitest";
import {
  areSame,
  bottomOf,
  COLUMNS,
  compacted,
  exchanged,
  inReadingOrder,
  ordered,
  placed,
  SMALLEST,
  stepped,
  type Placed,
} from "./layout";

const at = (id: string, x: number, y: number, w: number, h: number): Placed => ({
  id,
  place: { x, y, w, h },
});
const placeOf = (items: readonly Placed[], id: string) => items.find((each) => each.id === id)?.place;
const FOUR = [at("a", 0, 0, 6, 4), at("b", 6, 0, 6, 4), at("c", 0, 4, 6, 4), at("d", 6, 4, 6, 4)];

/** A generator of numbers below `most`, the same at each run. */
function chance(seed: number) {
  let state = seed;
  return (most: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * most);
  };
}

function overlaps({ place: a }: Placed, { place: b }: Placed): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/** Any panels in any places, over each other and with gaps. */
function anyPanels(next: (most: number) => number): Placed[] {
  return Array.from({ length: 1 + next(9) }, (_, index) => {
    const w = SMALLEST.w + next(COLUMNS - SMALLEST.w + 1);
    return at(`p${index}`, next(COLUMNS - w + 1), next(20), w, SMALLEST.h + next(6));
  });
}

/** Pairs of which one must stay above the other: they share columns, and one ends before the other begins. */
function abovePairs(items: readonly Placed[]): [string, string][] {
  return items.flatMap((a) =>
    items
      .filter((b) => a.place.x < b.place.x + b.place.w && b.place.x < a.place.x + a.place.w)
      .filter((b) => a.place.y + a.place.h <= b.place.y)
      .map((b): [string, string] => [a.id, b.id]),
  );
}

test("whatever is moved or resized: no overlap, within twelve columns, no hole above, the others in their order", () => {
  const next = chance(7);
  for (let turn = 0; turn < 200; turn += 1) {
    const start = compacted(anyPanels(next));
    const id = `p${next(start.length)}`;
    const wish = { x: next(20) - 4, y: next(30) - 4, w: next(18) - 2, h: next(30) - 2 };
    const dx = next(3) - 1;
    for (const after of [
      placed(start, id, wish),
      stepped(start, id, dx, dx ? 0 : 1 - 2 * next(2)),
      exchanged(start, id, "p0"),
    ]) {
      expect(after.map((each) => each.id)).toEqual(start.map((each) => each.id));
      for (const each of after) {
        const { x, y, w, h } = each.place;
        expect(x >= 0 && y >= 0 && w >= SMALLEST.w && h >= SMALLEST.h && h <= 24 && x + w <= COLUMNS).toBe(
          true,
        );
        expect(after.filter((other) => other !== each && overlaps(each, other))).toEqual([]);
      }
      expect(areSame(compacted(after), after)).toBe(true);
    }
    const moved = placed(start, id, wish).filter((each) => each.id !== id);
    const tops = new Map(moved.map((each) => [each.id, each.place.y]));
    for (const [a, b] of abovePairs(start.filter((each) => each.id !== id)))
      expect(tops.get(a)!).toBeLessThan(tops.get(b)!);
  }
});
test("what stands well stays as it is", () => expect(compacted(FOUR)).toEqual(FOUR));
test("panels over each other are told apart, the upper first", () => {
  const [a, b] = compacted([at("a", 0, 3, 12, 4), at("b", 3, 2, 6, 2)]);
  expect([a!.place.y, b!.place.y]).toEqual([2, 0]);
});
test("down goes past the next panel below, up comes back", () => {
  const down = stepped(FOUR, "a", 0, 1);
  expect([placeOf(down, "c")?.y, placeOf(down, "a")?.y]).toEqual([0, 4]);
  expect(areSame(stepped(down, "a", 0, -1), FOUR)).toBe(true);
  expect(areSame(stepped(FOUR, "a", 0, -1), FOUR)).toBe(true);
});
test("sideways changes places with a neighbour of another width, and moves by a column where there is room", () => {
  const row = [at("a", 0, 0, 4, 4), at("b", 4, 0, 5, 4)];
  const swapped = stepped(row, "a", 1, 0);
  expect([placeOf(swapped, "b")?.x, placeOf(swapped, "a")?.x]).toEqual([0, 5]);
  expect(placeOf(stepped(swapped, "a", 1, 0), "a")?.x).toBe(6);
});
test("a wider panel pushes its neighbour below itself", () => {
  const wide = placed(FOUR, "a", { w: 8 });
  expect(placeOf(wide, "b")).toEqual({ x: 6, y: 4, w: 6, h: 4 });
  expect(placeOf(wide, "d")?.y).toBe(8);
});
test("one on or back in reading order", () => {
  const order = (items: readonly Placed[]) => inReadingOrder(items).map((each) => each.id);
  expect(order(ordered(FOUR, "b", 1))).toEqual(["a", "c", "b", "d"]);
  expect(order(ordered(FOUR, "b", -1))).toEqual(["b", "a", "c", "d"]);
  expect(order(ordered(FOUR, "a", -1))).toEqual(["a", "b", "c", "d"]);
});
test("below is under everything", () => expect(bottomOf(FOUR)).toBe(8));
