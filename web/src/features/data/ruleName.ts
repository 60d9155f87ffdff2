/** A rule's code as words: `share_total_mismatch` → `Share total mismatch`. */
export function ruleName(rule: string): string {
  const words = rule.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
