export const WET_STOCK = "/wet-stock";
export const SITE = "/wet-stock/site";

/** Where a site's month is shown; an id may hold any sign, so it stands in the question. */
export function siteLink(id: string, month: string, tank = ""): string {
  return `${SITE}?${new URLSearchParams({ id, ...(month && { month }), ...(tank && { tank }) })}`;
}
