/** How high a picture is so that it and what stands around it fill a panel's place. */
import { useEffect, useState, type RefObject } from "react";
import type { Kind } from "../../charts/view";

/** What of a card is not its picture, in pixels, until it was measured. */
const USUAL = 150;
const BORDERS = 2;
const LOWEST = 120;
/** Kinds whose height goes by what they show: their rows grow with them. */
const OWN_HEIGHT: readonly Kind[] = ["figure", "ranking", "heat", "waterfall"];

interface Filling {
  /** Of the picture. */
  height: number;
  /** The least that the card needs; 0 where it takes what it needs by itself. */
  least: number;
}

/** @param wanted how high the card shall be where nothing else says so, as on a phone. */
export function useFilling(holder: RefObject<HTMLElement | null>, kind: Kind, wanted: number): Filling {
  const fills = !OWN_HEIGHT.includes(kind);
  const [{ around, room }, setMeasured] = useState({ around: USUAL, room: 0 });
  useEffect(() => {
    const card = holder.current;
    if (!card || !fills) return;
    const measure = () => {
      const picture = card.querySelector<HTMLElement>("[role=application]");
      const parts = card.querySelectorAll<HTMLElement>(":scope > section > div");
      const whole = [...parts].reduce((sum, each) => sum + each.offsetHeight, BORDERS);
      const given = getComputedStyle(card).position === "absolute" ? card.clientHeight : 0;
      setMeasured((before) => {
        // A table or a placeholder says nothing about the legend and the lines around the picture.
        const next = { around: picture ? whole - picture.offsetHeight : before.around, room: given };
        return next.around === before.around && next.room === before.room ? before : next;
      });
    };
    // Its parts come one after the other, and a legend breaks into more lines where the card is narrow.
    const comings = new MutationObserver(measure);
    comings.observe(card, { childList: true, subtree: true });
    const sizes = new ResizeObserver(measure);
    sizes.observe(card);
    return () => {
      comings.disconnect();
      sizes.disconnect();
    };
  }, [holder, fills]);
  return { height: Math.max(LOWEST, (room || wanted) - around), least: fills ? around + LOWEST : 0 };
}
