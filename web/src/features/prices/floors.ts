/** The lowest allowed prices of each pricing window side by side. */
import type { QueryRow } from "../../client/contract";
import { grouped } from "../../ui/grouped";

export interface FloorsOfWindow {
  window: string;
  /** Null where none was published. */
  pump: number | null;
  refinery: number | null;
}

/** Rows of `minimum_price` by window and kind → one line a window, the newest first. */
export function floorsByWindow(rows: readonly QueryRow[]): FloorsOfWindow[] {
  const of = (own: readonly QueryRow[], kind: string) => {
    const value = own.find((row) => row["kind"] === kind)?.["minimum_price"];
    return typeof value === "number" ? value : null;
  };
  return [...grouped(rows, (row) => String(row["window"]))]
    .map(([window, own]) => ({ window, pump: of(own, "floor"), refinery: of(own, "floor_ex_refinery") }))
    .filter((each) => each.pump !== null || each.refinery !== null)
    .sort((a, b) => b.window.localeCompare(a.window));
}
