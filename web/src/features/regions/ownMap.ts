/** A map that a person brought, kept by this browser for one country. */
import { useCallback, useState } from "react";
import type { OwnMap } from "../../charts/regions";

const key = (pack: string) => `petroverse.map.${pack}`;

export interface OwnMapKept {
  map: OwnMap | null;
  /** Keeps it, or takes it away; false where the browser would not keep it past this visit. */
  keep: (map: OwnMap | null) => boolean;
}

export function useOwnMap(pack: string): OwnMapKept {
  const [map, setMap] = useState(() => keptMap(pack));
  const keep = useCallback(
    (next: OwnMap | null) => {
      setMap(next);
      try {
        if (next) localStorage.setItem(key(pack), JSON.stringify(next));
        else localStorage.removeItem(key(pack));
        return true;
      } catch {
        return false; // storage is full or switched off
      }
    },
    [pack],
  );
  return { map, keep };
}

function keptMap(pack: string): OwnMap | null {
  try {
    const held = JSON.parse(localStorage.getItem(key(pack)) ?? "null") as OwnMap | null;
    return Array.isArray(held?.areas) ? held : null;
  } catch {
    return null;
  }
}
