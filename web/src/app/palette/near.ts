/** Words that are meant alike: one and many, and a slip of the finger. */

/** A word without what makes it many: `taxes` → `tax`, `companies` → `company`. */
export function single(word: string): string {
  if (word.length < 4 || /(ss|us|is)$/.test(word)) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(x|ch|sh|ss|o)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") ? word.slice(0, -1) : word;
}

/** Whether one was likely meant by the other: one slip from five letters on, two from nine on. */
export function isNear(typed: string, word: string): boolean {
  const most = Math.min(typed.length, word.length) >= 9 ? 2 : 1;
  if (typed.length < 5 || word.length < 4 || Math.abs(typed.length - word.length) > most) return false;
  return slips(typed, word) <= most;
}

/** Letters left out, put in, mistaken or swapped with the next, at the least. */
function slips(typed: string, word: string): number {
  let before: number[] = [];
  let last = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let at = 1; at <= word.length; at += 1) {
      const isSame = typed[row - 1] === word[at - 1];
      const isSwapped = typed[row - 1] === word[at - 2] && typed[row - 2] === word[at - 1];
      const choices = [
        (last[at] ?? 0) + 1,
        (now[at - 1] ?? 0) + 1,
        (last[at - 1] ?? 0) + (isSame ? 0 : 1),
        ...(isSwapped && row > 1 && at > 1 ? [(before[at - 2] ?? 0) + 1] : []),
      ];
      now.push(Math.min(...choices));
    }
    [before, last] = [last, now];
  }
  return last[word.length] ?? 0;
}
