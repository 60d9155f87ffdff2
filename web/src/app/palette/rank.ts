/** How well names fit what somebody types: whole words first, then beginnings, parts, slips, and letters in order. */
import { isNear } from "./near";

/** Small letters without accents, words apart by single blanks. */
export function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** 0 where a word of the query fits nowhere; more the better it fits. Both are plain. */
export function fit(name: string, query: string): number {
  if (!query) return 0;
  let sum = name.startsWith(query) ? 4 : 0;
  const parts = name.split(" ");
  for (const word of query.split(" ")) {
    const best = wordFit(name, parts, word);
    if (best === 0) return 0;
    sum += best;
  }
  return sum + 1 / (1 + name.length);
}

function wordFit(name: string, parts: readonly string[], word: string): number {
  if (parts.includes(word)) return 8;
  if (parts.some((part) => part.startsWith(word))) return 6;
  if (word.length > 1 && name.includes(word)) return 3;
  if (parts.some((part) => isNear(word, part))) return 2;
  return word.length > 2 && hasInOrder(name, word) ? 1 : 0;
}

/** Whether the letters stand in the name in this order, the first at the start of a word. */
function hasInOrder(name: string, letters: string): boolean {
  return name.split(" ").some((part) => {
    let at = 0;
    for (const letter of part) if (letter === letters[at]) at += 1;
    return at === letters.length && part.startsWith(letters[0] ?? "");
  });
}

export interface Named {
  /** The plain text that it is found by. */
  found: string;
}

/** Those that fit, the best first; equals keep their order. */
export function ranked<Item extends Named>(
  items: readonly Item[],
  text: string,
  most: number,
): readonly Item[] {
  const query = plain(text);
  return items
    .map((item) => ({ item, score: fit(item.found, query) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
