import type { Latest } from "../../client/network";
import { network as words } from "../../words/network";
import { ageOf } from "./model";
import { useNow } from "./useNow";

/** How long ago a tank was read; it grows by itself. */
export function Age({ latest }: { latest: Latest | null }) {
  return useAge(latest);
}

export function useAge(latest: Latest | null): string {
  const now_ms = useNow(1_000);
  return latest ? words.age(ageOf(latest, now_ms)) : words.unknown;
}
