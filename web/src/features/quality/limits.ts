/** The limits of a specification as lines beside the results of the weeks. */
import type { Row } from "../../charts/view";
import { quality } from "../../words/quality";
import type { ParameterResults } from "./results";

const words = quality.trend;

/** Rows of a week each, and one more a week for each limit that the results were held against. */
export function withLimits(
  rows: readonly Row[],
  limits: Pick<ParameterResults, "low" | "high"> | undefined,
): readonly Row[] {
  const line = (name: string, value: number | null | undefined) =>
    typeof value === "number"
      ? rows.map(({ week = null, unit = null }) => ({ week, unit, line: name, quality_value: value }))
      : [];
  return [
    ...rows.map((row) => ({ ...row, line: words.results })),
    ...line(words.lowest, limits?.low),
    ...line(words.highest, limits?.high),
  ];
}
