import { useLocation } from "wouter";
import { useUrlText } from "../../ui/urlState";
import { AllSites } from "./AllSites";
import { SITE, TANK } from "./links";
import { OneSite } from "./site/OneSite";
import { OneTank } from "./tank/OneTank";

/** All sites, or the site or tank that the address names. */
export function NetworkPage() {
  const [path] = useLocation();
  const [id] = useUrlText("id");
  if (path === SITE) return <OneSite key={id} id={id} />;
  return path === TANK ? <OneTank key={id} id={id} /> : <AllSites />;
}
