import { useRoute } from "wouter";
import { ListPage } from "./ListPage";
import { OneDashboard } from "./OneDashboard";

/** All dashboards, or the one that the address names. */
export function DashboardsPage() {
  const [isOne, named] = useRoute("/dashboards/:id");
  return isOne ? <OneDashboard key={named.id} id={named.id} /> : <ListPage />;
}
