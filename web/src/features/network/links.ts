/** Where the pages of the network lie; an id may hold any sign, so it stands in the question. */
export const NETWORK = "/network";
export const TANK = "/network/tank";
export const GAUGE = "/network/gauge";

export function tankLink(id: string): string {
  return `${TANK}?${new URLSearchParams({ id })}`;
}
export const SITE = "/network/site";

export function siteLink(id: string): string {
  return `${SITE}?${new URLSearchParams({ id })}`;
}
