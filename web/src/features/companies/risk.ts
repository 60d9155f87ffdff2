/** What is derived from a company's warnings. */

interface Warned {
  probability: number;
  base: number;
}

const odds = (chance: number) => chance / Math.max(1 - chance, 1e-9);

/** The warning that stands out most from what any company is told. */
export function strongest<Warning extends Warned>(warnings: readonly Warning[]): Warning | undefined {
  const stands = ({ probability, base }: Warned) => odds(probability) / Math.max(odds(base), 1e-9);
  return [...warnings].sort((a, b) => stands(b) - stands(a))[0];
}

/** A probability as it may honestly be read: whole percents, and no false certainty at the ends. */
export function chance(probability: number): string {
  if (probability < 0.01) return "under 1 %";
  if (probability > 0.99) return "over 99 %";
  return `${Math.round(probability * 100)} %`;
}
