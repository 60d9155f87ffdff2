import { useLocation } from "wouter";
import { useUrlText } from "../../ui/urlState";
import { AllSites } from "./AllSites";
import { TANK } from "./links";
import { OneTank } from "./tank/OneTank";

/** All sites, or the tank that the address names. */
export function NetworkPage() {
  const [path] = useLocation();
  const [id] = useUrlText("id");
  return path === TANK ? <OneTank key={id} id={id} /> : <AllSites />;
}
