/** A question and a view as an address, and back. */
import type { Query } from "../../client/contract";
import type { View } from "../../charts/view";

/** Where a panel's question can be taken further. */
export function exploreLink(question: Query, view: View): string {
  return `/explore?${new URLSearchParams({ q: JSON.stringify(question), view: JSON.stringify(view) })}`;
}
