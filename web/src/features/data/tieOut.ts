/** How printed totals stand beside our own sums, to the unit. */
import type { Edition, PrintedTotal } from "../../client/contract";

export interface Tie {
  agree: number;
  /** Totals that the publisher printed; a table without any cannot be tied out. */
  printed: number;
}

/** A printed total that differs from our sum, with the table it stands in. */
export interface Difference extends PrintedTotal {
  printed: number;
  edition: Edition;
}

export function tieOf(editions: readonly Edition[]): Tie {
  const printed = editions.flatMap((each) => each.totals).filter((each) => each.printed !== null);
  return { agree: printed.filter(agrees).length, printed: printed.length };
}

/** What differs, the largest difference first. */
export function differences(editions: readonly Edition[]): Difference[] {
  const found = editions.flatMap((edition) =>
    edition.totals.flatMap((each) =>
      each.printed === null || agrees(each) ? [] : [{ ...each, printed: each.printed, edition }],
    ),
  );
  return found.sort((a, b) => Math.abs(b.printed - b.summed) - Math.abs(a.printed - a.summed));
}

function agrees(total: PrintedTotal): boolean {
  return total.printed !== null && Math.round(total.printed) === Math.round(total.summed);
}
