import { useMemo } from "react";
import type { Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import { viewOf, type Region } from "../../charts/view";
import { dashboards as words } from "../../words/dashboards";
import { Panel as Asked } from "../panels/Panel";
import { heightOf } from "./Board";
import type { Panel } from "./kept";
import { limited, type Limits } from "./scoping";

/** What of a card is not its picture, in pixels. */
const AROUND = 186;
const HINT = 22;
const LOWEST = 120;

interface KeptPanelProps {
  panel: Panel;
  limits: Limits;
  subjects: readonly Subject[];
  regions?: readonly Region[] | undefined;
}

/** A panel of a dashboard within what limits the dashboard; it says where a limit means nothing to it. */
export function KeptPanel({ panel, limits, subjects, regions }: KeptPanelProps) {
  const { question, leftOut, replaced } = useMemo(
    () => limited(panel.question as unknown as Query, limits, subjects),
    [panel.question, limits, subjects],
  );
  const notes = [
    leftOut.length > 0 && words.notLimited(leftOut),
    replaced.length > 0 && words.replaced(replaced),
  ].filter(Boolean);
  return (
    <Asked
      id={panel.id}
      title={panel.title}
      hint={panel.hint}
      question={question}
      view={viewOf(panel.view)}
      height={Math.max(LOWEST, heightOf(panel) - AROUND - (panel.hint ? HINT : 0))}
      note={notes.join(" ")}
      regions={regions}
    />
  );
}
