import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "../client/queries";
import "../ui/tokens.css";
import { Toasts } from "../ui/Toasts";
import { ChartParts } from "./ChartParts";
document.body.innerHTML = "<div id='t' style='padding:16px'></div>";
createRoot(document.getElementById("t")!).render(
  <QueryClientProvider client={createQueryClient()}>
    <ChartParts />
    <Toasts />
  </QueryClientProvider>,
);
