import { useState, type KeyboardEvent, type ReactNode } from "react";
import { charts } from "../../words/charts";
import { viewOf } from "../../charts/view";
import type { Query } from "../../client/contract";
import { classes } from "../../ui/classes";
import { IconButton } from "../../ui/Button";
import { Corner, Cross, Dots, Grip } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { toast } from "../../ui/Toasts";
import { dashboards } from "../../words/dashboards";
import { viewsOf } from "../panels/views";
import type { Panel } from "./kept";
import { below, compacted, placed } from "./layout";
import { TwoTexts } from "./RenameDialog";
import type { Arrange } from "./useArrange";

const words = dashboards.editing;

/** Changes the panels as they are by then, so that nothing that was done meanwhile is undone with it. */
export type ChangePanels = (change: (now: readonly Panel[]) => Panel[]) => void;

interface EditCellProps {
  panel: Panel;
  /** Left out while the dashboard is only looked at. */
  arrange: Arrange | undefined;
  onChange: ChangePanels;
  children: ReactNode;
}

/** A panel that can be taken hold of: what stands in it rests, and its handles lie over it. */
export function EditCell({ panel, arrange, onChange, children }: EditCellProps) {
  const isEdited = arrange !== undefined;
  return (
    <>
      <div inert={isEdited} className="grid min-w-0">
        {children}
      </div>
      {arrange && <Handles {...{ panel, arrange, onChange }} />}
    </>
  );
}

interface HandlesProps extends Omit<EditCellProps, "arrange" | "children"> {
  arrange: Arrange;
}

function Handles({ panel, arrange, onChange }: HandlesProps) {
  const { title } = panel;
  const put = (part: Partial<Panel>) =>
    onChange((now) => now.map((each) => (each.id === panel.id ? { ...each, ...part } : each)));
  function remove() {
    const { id, place } = panel;
    onChange((now) => compacted(now.filter((each) => each.id !== id)));
    toast(words.removed(title), { onUndo: () => onChange((now) => placed([...now, panel], id, place)) });
  }
  function press(event: KeyboardEvent) {
    if (event.key === "Delete") remove();
    else arrange.press(event, panel);
  }
  return (
    <>
      <button
        type="button"
        aria-label={words.handle(title, words.place(panel.place))}
        aria-description={words.help}
        onKeyDown={press}
        onPointerDown={(event) => event.pointerType === "mouse" && arrange.grab(event, panel, false)}
        className={classes(
          "absolute inset-0 z-10 rounded-card border-2 border-dashed border-line-strong/60 hover:border-accent focus-visible:border-accent md:cursor-grab",
          arrange.held === panel.id && "cursor-grabbing! border-accent bg-accent-wash/40",
        )}
      />
      <div className="absolute right-2 top-2 z-20 flex gap-1 rounded-xl border border-line bg-raised p-0.5 shadow-card">
        <span className="hidden pointer-coarse:md:block">
          <IconButton
            icon={Grip}
            label={words.drag(title)}
            tabIndex={-1}
            onPointerDown={(event) => arrange.grab(event, panel, false)}
            className="cursor-grab touch-none"
          />
        </span>
        <PanelMenu {...{ panel, arrange, onChange, put }} />
        <IconButton icon={Cross} label={words.removeOf(title)} onClick={remove} />
      </div>
      <span className="absolute bottom-1 right-1 z-20 hidden md:block">
        <IconButton
          icon={Corner}
          label={words.resize(title)}
          tabIndex={-1}
          onPointerDown={(event) => arrange.grab(event, panel, true)}
          className="cursor-nwse-resize touch-none"
        />
      </span>
    </>
  );
}

interface PanelMenuProps extends HandlesProps {
  put: (part: Partial<Panel>) => void;
}

/** What else is done with a panel; the ways to move it are for those who do not drag. */
function PanelMenu({ panel, arrange, onChange, put }: PanelMenuProps) {
  const [isNamed, setNamed] = useState(false);
  const { title } = panel;
  const shown = viewOf(panel.view);
  const kinds = viewsOf(panel.question as unknown as Query, shown.y);
  function duplicate() {
    const id = `${panel.id.slice(0, 50)}-${Date.now().toString(36)}`;
    onChange((now) => [...now, { ...panel, id, place: below(now, panel.place) }]);
  }
  return (
    <>
      <Menu
        label={words.menu(title)}
        button={<IconButton icon={Dots} label={words.menu(title)} />}
        groups={[
          [
            { label: words.renamePanel, onSelect: () => setNamed(true) },
            { label: words.duplicate, onSelect: duplicate },
            { label: words.earlier, onSelect: () => arrange.order(panel, -1) },
            { label: words.later, onSelect: () => arrange.order(panel, 1) },
          ],
          kinds.map((each) => {
            const name = each.asShare ? charts.shareOfWhole : charts.kinds[each.kind];
            return {
              label: words.shownAs(name),
              isOn: each.kind === shown.kind && Boolean(each.asShare) === Boolean(shown.asShare),
              onSelect: () => put({ view: each as Panel["view"] }),
            };
          }),
        ]}
      />
      {isNamed && (
        <TwoTexts
          title={words.renamePanelTitle}
          labels={[words.panelTitle, words.panelHint]}
          most={[200, 500]}
          value={[title, panel.hint]}
          onSave={(next, hint) => {
            put({ title: next, hint });
            setNamed(false);
          }}
          onClose={() => setNamed(false)}
        />
      )}
    </>
  );
}
