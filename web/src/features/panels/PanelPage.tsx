import { useMemo, useRef, type ReactNode, type RefObject } from "react";
import { useMay } from "../../client/may";
import { Button } from "../../ui/Button";
import { Download } from "../../ui/icons";
import { Menu, type MenuItem } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { toast } from "../../ui/Toasts";
import { panels as words } from "../../words/charts";
import { PanelsContext, type PanelData } from "./page";
import { inOrder, takePage } from "./take";

interface PanelPageProps {
  title: string;
  hint?: ReactNode;
  /** The bar of filters that all panels of the page follow. */
  filters?: ReactNode;
  /** What a file of it is called; the title unless said. */
  takenAs?: string;
  /** Controls beside the way to take it along. */
  actions?: ReactNode;
  /** More ways to take it along. */
  ways?: readonly MenuItem[];
  children: ReactNode;
}

/** A page of panels: its head, its filters, and the way to take all of it along. */
export function PanelPage({
  title,
  hint,
  filters,
  takenAs = title,
  actions,
  ways,
  children,
}: PanelPageProps) {
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
      <Page
        title={title}
        hint={hint}
        filters={filters}
        actions={
          <>
            {actions}
            <TakeAway title={takenAs} panels={panels} ways={ways} />
          </>
        }
      >
        {children}
      </Page>
    </PanelsContext>
  );
}

interface TakeAwayProps {
  title: string;
  panels: RefObject<Map<string, PanelData>>;
  ways: readonly MenuItem[] | undefined;
}

/** All panels of the page as one file. */
function TakeAway({ title, panels, ways }: TakeAwayProps) {
  const mayExport = useMay("export");
  const take = (format: "pdf" | "xlsx") => () => {
    const held = inOrder([...panels.current.values()]);
    if (held.length === 0) toast(words.nothingToTake, { tone: "bad" });
    else void takePage(title, held, format);
  };
  const why = !mayExport && words.mayNotExport;
  return (
    <Menu
      label={words.takeAway}
      button={<Button icon={Download}>{words.takeAway}</Button>}
      groups={[
        [
          { label: words.asPdf, onSelect: take("pdf"), why },
          { label: words.asWorkbook, onSelect: take("xlsx"), why },
        ],
        ...(ways ? [ways] : []),
      ]}
    />
  );
}
