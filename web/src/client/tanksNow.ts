/** How every tank stands, and what changed, put together. Pure. */
import type { components } from "./schema";

export type TankTold = components["schemas"]["TankNow"];

/** How every tank stands, and how far the platform's clock is ahead of this one's, milliseconds. */
export interface TanksNow {
  tanks: ReadonlyMap<string, TankTold>;
  ahead_ms: number;
}

/** What the platform tells of tanks that changed. */
export interface Changed {
  now: string;
  tanks: readonly TankTold[];
}

/** What is known with what changed put into it; a reading that came out of turn never takes the place of a later one. */
export function taken(known: TanksNow, changes: readonly Changed[], here_ms: number): TanksNow {
  const tanks = new Map(known.tanks);
  for (const told of changes.flatMap((each) => each.tanks)) {
    const before = tanks.get(told.tank);
    if (!before || Date.parse(told.at) >= Date.parse(before.at)) tanks.set(told.tank, told);
  }
  const last = changes.at(-1);
  return { tanks, ahead_ms: last ? Date.parse(last.now) - here_ms : known.ahead_ms };
}
