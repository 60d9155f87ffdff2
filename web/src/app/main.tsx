import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Router } from "wouter";
import { MOUNT } from "../client/requests";
import { createQueryClient } from "../client/queries";
import "../ui/tokens.css";
import { App } from "./App";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no element with the id root");

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <Router base={MOUNT}>
        <App />
      </Router>
    </QueryClientProvider>
  </StrictMode>,
);
