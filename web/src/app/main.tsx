import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { MOUNT } from "../client/requests";
import { createQueryClient } from "../client/queries";
import "../ui/tokens.css";
import { App } from "./App";
import { pageAt } from "./pages";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

// The page's code is on its way before it is known who asks.
pageAt(location.pathname.slice(MOUNT.length))?.warm();

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Router base={MOUNT}>
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
