import { useLocation } from "wouter";
import { useUrlText } from "../../ui/urlState";
import { AllSites } from "./AllSites";
import { GaugePage } from "./gauge/GaugePage";
import { GAUGE, SITE, TANK } from "./links";
import { OneSite } from "./site/OneSite";
import { OneTank } from "./tank/OneTank";

/** All sites, the site or tank that the address names, or the way to a new gauge. */
export function NetworkPage() {
  const [path] = useLocation();
  const [id] = useUrlText("id");
  if (path === GAUGE) return <GaugePage />;
  if (path === SITE) return <OneSite key={id} id={id} />;
  return path === TANK ? <OneTank key={id} id={id} /> : <AllSites />;
}
