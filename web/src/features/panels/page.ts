/** The panels of a page, as they say of themselves: what a page hands to a dashboard, a PDF or a workbook. */
import { createContext } from "react";
import type { Query } from "../../client/contract";
import type { View } from "../../charts/view";

export interface PanelData {
  id: string;
  title: string;
  question: Query;
  view: View;
}

export interface PageOfPanels {
  /** Says that a panel is on the page; gives what to call when it leaves. */
  add: (panel: PanelData) => () => void;
}

export const PanelsContext = createContext<PageOfPanels>({ add: () => () => undefined });
