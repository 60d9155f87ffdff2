import { useLocation } from "wouter";
import { useUrlText } from "../../ui/urlState";
import { AllStock } from "./AllStock";
import { SITE } from "./links";
import { OneSite } from "./OneSite";

/** All sites, or the one that the address names. */
export function WetStockPage() {
  const [path] = useLocation();
  const [id] = useUrlText("id");
  return path === SITE ? <OneSite key={id} id={id} /> : <AllStock />;
}
