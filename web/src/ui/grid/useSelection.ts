import { useState, type KeyboardEvent, type PointerEvent } from "react";
import { between, moved, type Place, type Range } from "./cells";

interface SelectionOptions {
  rows: number;
  columns: number;
  page: () => number;
  onMove: (to: Place) => void;
}

const START: Place = { row: 0, column: 0 };

/** Where keys act and what is chosen: a place, and the place that the choice began at. */
export function useSelection({ rows, columns, page, onMove }: SelectionOptions) {
  const [active, setActive] = useState<Place>(START);
  const [anchor, setAnchor] = useState<Place>(START);
  // Rows may have become fewer since.
  const at: Place = { row: Math.min(active.row, rows - 1), column: Math.min(active.column, columns - 1) };
  const range: Range = between(anchor, at);

  function go(to: Place, isExtending: boolean) {
    setActive(to);
    if (!isExtending) setAnchor(to);
    onMove(to);
  }

  /** Moves by a key; gives whether the key was one of its own. */
  function key(event: KeyboardEvent): boolean {
    const isCtrl = event.ctrlKey || event.metaKey;
    if (isCtrl && event.key.toLowerCase() === "a") {
      setAnchor(START);
      setActive({ row: rows - 1, column: columns - 1 });
      return true;
    }
    if (event.altKey) return false;
    const to = moved(at, event.key, isCtrl, { rows, columns, page: page() });
    if (!to) return false;
    go(to, event.shiftKey && to.row >= 0);
    return true;
  }

  const pointer = {
    onPointerDown: (event: PointerEvent) => {
      const place = placeOf(event);
      if (place && place.row >= 0) go(place, event.shiftKey);
    },
    onPointerMove: (event: PointerEvent) => {
      if (event.buttons !== 1 || event.pointerType !== "mouse") return;
      const place = placeOf(event);
      if (place && place.row >= 0) setActive(place);
    },
  };
  return { at, range, key, pointer, collapse: () => setAnchor(at) };
}

function placeOf(event: PointerEvent): Place | null {
  const cell = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-row]") : null;
  if (!cell) return null;
  return { row: Number(cell.dataset["row"]), column: Number(cell.dataset["column"]) };
}
