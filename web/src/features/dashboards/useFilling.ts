/** How high a picture is so that it and what stands around it fill a panel's place. */
import { useEffect, useState, type RefObject } from "react";

/** What of a card is not its picture, in pixels, until it was measured. */
const USUAL = 150;
const BORDERS = 2;
const LOWEST = 120;

/** @param wanted how high the whole card shall be. */
export function useFilling(holder: RefObject<HTMLElement | null>, wanted: number): number {
  const [around, setAround] = useState(USUAL);
  useEffect(() => {
    const card = holder.current;
    if (!card) return;
    const measure = () => {
      const picture = card.querySelector<HTMLElement>("[role=application]");
      const parts = card.querySelectorAll<HTMLElement>(":scope > section > div");
      const whole = [...parts].reduce((sum, each) => sum + each.offsetHeight, BORDERS);
      // A table or a placeholder says nothing about the legend and the lines around the picture.
      if (picture) setAround(whole - picture.offsetHeight);
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
  }, [holder]);
  return Math.max(LOWEST, wanted - around);
}
