/** Where a definition changed, as the answer says. */
import type { QueryAnswer } from "../client/contract";
import { valueName } from "../client/labels";
import { dayName } from "../ui/dates";
import { charts } from "../words/charts";
import type { Break } from "./drawn";

export function breaksOf(answer: QueryAnswer | undefined): Break[] {
  return (answer?.meta.breaks ?? []).map(({ since, product, inside, source, note }) => ({
    at: since,
    text: charts.wasInside(
      valueName("product", product),
      valueName("product", inside),
      dayName(since),
      valueName("source", source),
      note,
    ),
  }));
}
