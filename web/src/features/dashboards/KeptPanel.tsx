import { useMemo, useRef } from "react";
import type { Subject } from "../../client/catalogue";
import type { Query } from "../../client/contract";
import { viewOf, type Region } from "../../charts/view";
import { classes } from "../../ui/classes";
import { dashboards as words } from "../../words/dashboards";
import { Panel as Asked } from "../panels/Panel";
import { heightOf, type Panel } from "./kept";
import { limited, type Limits } from "./scoping";
import { useFilling } from "./useFilling";

interface KeptPanelProps {
  panel: Panel;
  limits: Limits;
  subjects: readonly Subject[];
  regions?: readonly Region[] | undefined;
}

/** A panel of a dashboard within what limits the dashboard; it says where a limit means nothing to it. */
export function KeptPanel({ panel, limits, subjects, regions }: KeptPanelProps) {
  const holder = useRef<HTMLDivElement>(null);
  const { height, least } = useFilling(holder, panel.view.kind, heightOf(panel));
  const { question, leftOut, replaced, isPart } = useMemo(
    () => limited(panel.question as unknown as Query, limits, subjects),
    [panel.question, limits, subjects],
  );
  const view = useMemo(() => {
    const kept = viewOf(panel.view);
    return isPart ? { ...kept, asShare: false } : kept;
  }, [panel.view, isPart]);
  const notes = [
    leftOut.length > 0 && words.notLimited(leftOut),
    replaced.length > 0 && words.replaced(replaced),
  ].filter(Boolean);
  return (
    <>
      {least > 0 && <div aria-hidden="true" className="hidden md:block" style={{ height: least }} />}
      <div
        ref={holder}
        className={classes("grid min-w-0", least > 0 && "md:absolute md:inset-0 md:*:overflow-y-auto")}
      >
        <Asked
          id={panel.id}
          title={panel.title}
          hint={panel.hint}
          question={question}
          view={view}
          height={height}
          note={notes.join(" ")}
          className="min-w-0 [&>div:first-child]:flex-nowrap"
          regions={regions}
        />
      </div>
    </>
  );
}
