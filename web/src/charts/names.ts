/** How names stand in a picture, where room is short. */
import { shortName } from "../client/labels";

/** Each without its legal form, unless another of the picture would then read the same. */
export function shortNames(names: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const key = (name: string) => shortName(name).toLowerCase();
  for (const name of new Set(names)) counts.set(key(name), (counts.get(key(name)) ?? 0) + 1);
  return names.map((name) => (counts.get(key(name)) === 1 ? shortName(name) : name));
}
