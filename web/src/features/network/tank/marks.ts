/** Each doubt about a reading has its own shape, on a canvas and in the legend alike. */
import type { Doubt } from "./course";

/** Outlines about the point (0, 0), pixels. */
export const MARKS: Record<Doubt, string> = {
  stuck: "M-4-4h8v8h-8Z",
  spike: "M0-5 5 4h-10Z",
  gap: "M-4-4 4 4M4-4-4 4",
  out_of_range: "M0-5.5 5.5 0 0 5.5-5.5 0Z",
  water: "M0-5.5c2.6 3 4 4.6 4 6.6a4 4 0 0 1-8 0c0-2 1.4-3.6 4-6.6Z",
};
