import { useMemo, useRef, type ReactNode } from "react";
import { Page } from "../../ui/Page";
import { PanelsContext, type PanelData } from "./page";

interface PanelPageProps {
  title: string;
  hint?: ReactNode;
  /** The bar of filters that all panels of the page follow. */
  filters?: ReactNode;
  children: ReactNode;
}

/** A page of panels: its head, its filters, and the way to take all of it along. */
export function PanelPage({ title, hint, filters, children }: PanelPageProps) {
  const panels = useRef(new Map<string, PanelData>());
  const page = useMemo(
    () => ({
      add: (panel: PanelData) => {
        panels.current.set(panel.id, panel);
        return () => void panels.current.delete(panel.id);
      },
    }),
    [],
  );
  return (
    <PanelsContext value={page}>
      <Page title={title} hint={hint} filters={filters}>
        {children}
      </Page>
    </PanelsContext>
  );
}
