/** When this person last said that the restatements were seen, kept by this browser for each organisation. */
const KEY = "petroverse.restatements.seen";

/** The instant of the last look; empty where this browser remembers none. */
export function lastLook(organisation: string): string {
  const kept = localStorage.getItem(`${KEY}.${organisation}`) ?? "";
  return Number.isNaN(Date.parse(kept)) ? "" : kept;
}

/** Counts changes from an instant on. */
export function keepLook(organisation: string, at: Date): void {
  localStorage.setItem(`${KEY}.${organisation}`, at.toISOString());
}

/** The day before an instant, for whoever never looked. */
export function dayBefore(at: Date): string {
  return new Date(at.getTime() - 86_400_000).toISOString();
}
