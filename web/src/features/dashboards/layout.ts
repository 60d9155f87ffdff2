/** Where panels stand: twelve columns, rows as many as it takes, nothing over anything else. Pure. */

export interface Place {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface Placed {
  readonly id: string;
  readonly place: Place;
}

/** What a panel shall become. */
export type Wish = Partial<Place>;

export const COLUMNS = 12;
export const SMALLEST = { w: 3, h: 2 } as const;
const TALLEST = 24;
/** How high a row is at least, and what lies between panels, in pixels. */
export const ROW = 84;
export const GAP = 24;

/** From top to bottom and from left to right: how panels are read, and how they stand on a phone. */
export function inReadingOrder<Item extends Placed>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.place.y - b.place.y || a.place.x - b.place.x);
}

/** The row below the last panel. */
export function bottomOf(items: readonly Placed[]): number {
  return Math.max(0, ...items.map(({ place }) => place.y + place.h));
}

/** The same panels without empty rows above any of them. */
export function compacted<Item extends Placed>(items: readonly Item[]): Item[] {
  return keepingOrder(items, stacked(inReadingOrder(items)));
}

/** The panels after one of them was moved or resized: it makes room for itself, and the others close up. */
export function placed<Item extends Placed>(items: readonly Item[], id: string, wish: Wish): Item[] {
  const held = items.find((each) => each.id === id);
  if (!held) return [...items];
  const rest = stacked(inReadingOrder(items.filter((each) => each.id !== id)));
  const place = fitting({ ...held.place, ...wish });
  // Whoever lies with its middle above the upper edge of the moved panel stays above it.
  const heightOf = (each: Item) => (each.id === id ? place.y : each.place.y + each.place.h / 2);
  const moved = { ...held, place };
  const order = [moved, ...rest].sort((a, b) => heightOf(a) - heightOf(b));
  return keepingOrder(items, stacked(order));
}

/** One step of an arrow key: past a neighbour at the side, past the next panel above or below, or one column on. */
export function stepped<Item extends Placed>(
  items: readonly Item[],
  id: string,
  dx: number,
  dy: number,
): Item[] {
  const { place } = items.find((each) => each.id === id) ?? { place: null };
  if (!place) return [...items];
  const beside = dx && besideOf(items, place, dx);
  if (beside) return exchanged(items, id, beside.id);
  if (dx) return placed(items, id, { x: place.x + dx });
  const end = dy > 0 ? bottomOf(items) : 0;
  for (let y = place.y + dy; dy > 0 ? y <= end : y >= end; y += dy) {
    const next = placed(items, id, { y });
    if (!areSame(items, next)) return next;
  }
  return [...items];
}

/** One place on or back in reading order, which is what can be seen where all panels stand in one column. */
export function ordered<Item extends Placed>(items: readonly Item[], id: string, by: 1 | -1): Item[] {
  const order = inReadingOrder(items);
  const other = order[order.findIndex((each) => each.id === id) + by];
  return other ? exchanged(items, id, other.id) : [...items];
}

/** Two panels in each other's place; beside each other they keep their widths. */
export function exchanged<Item extends Placed>(items: readonly Item[], one: string, other: string): Item[] {
  const [a, b] = inReadingOrder(items.filter((each) => each.id === one || each.id === other));
  if (!a || !b) return [...items];
  const isBeside = a.place.y === b.place.y && a.place.x + a.place.w === b.place.x;
  const first = { ...b, place: fitting({ ...b.place, x: a.place.x, y: a.place.y }) };
  const x = isBeside ? a.place.x + b.place.w : b.place.x;
  const second = { ...a, place: fitting({ ...a.place, x, y: b.place.y }) };
  const swapped = items.map((each) => (each.id === a.id ? second : each.id === b.id ? first : each));
  return keepingOrder(items, stacked(inReadingOrder(swapped)));
}

/** Where a panel of this size finds room below all others. */
export function below(items: readonly Placed[], { w, h }: Pick<Place, "w" | "h">): Place {
  return { x: 0, y: bottomOf(items), w, h };
}

export function areSame(before: readonly Placed[], after: readonly Placed[]): boolean {
  const said = (items: readonly Placed[]) =>
    JSON.stringify(inReadingOrder(items).map((each) => [each.id, each.place]));
  return said(before) === said(after);
}

/** A place within the twelve columns, no smaller than a panel can be read. */
function fitting({ x, y, w, h }: Place): Place {
  const wide = Math.min(Math.max(w, SMALLEST.w), COLUMNS);
  return {
    x: Math.min(Math.max(x, 0), COLUMNS - wide),
    y: Math.max(y, 0),
    w: wide,
    h: Math.min(Math.max(h, SMALLEST.h), TALLEST),
  };
}

/** Each panel, in this order, as high as those before it in its columns let it stand. */
function stacked<Item extends Placed>(order: readonly Item[]): Item[] {
  const floor = Array.from({ length: COLUMNS }, () => 0);
  return order.map((each) => {
    const { x, w, h } = each.place;
    const y = Math.max(...floor.slice(x, x + w));
    floor.fill(y + h, x, x + w);
    return y === each.place.y ? each : { ...each, place: { ...each.place, y } };
  });
}

/** In the order in which they came, so that nothing on the page changes its place but by its place. */
function keepingOrder<Item extends Placed>(items: readonly Item[], next: readonly Item[]): Item[] {
  const found = new Map(next.map((each) => [each.id, each]));
  return items.map((each) => found.get(each.id)!);
}

/** The panel that stands right beside a place, at the same height. */
function besideOf<Item extends Placed>(
  items: readonly Item[],
  { x, y, w }: Place,
  dx: number,
): Item | undefined {
  return items.find(({ place }) => place.y === y && (dx > 0 ? place.x === x + w : place.x + place.w === x));
}
