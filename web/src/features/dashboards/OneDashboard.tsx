import { useState } from "react";
import { Link } from "wouter";
import { Fault } from "../../client/requests";
import { Button, buttonLook } from "../../ui/Button";
import { Check, Dots, Pencil } from "../../ui/icons";
import { Menu } from "../../ui/Menu";
import { Page } from "../../ui/Page";
import { ErrorState, Skeleton } from "../../ui/states";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { dashboards as words } from "../../words/dashboards";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar, useScope } from "../scope";
import { AddPanel, NothingPinned } from "./AddPanel";
import { Board } from "./Board";
import { ConflictCard, SaveState } from "./ConflictCard";
import { KeptLimits } from "./KeptLimits";
import { useDashboard, type Content, type Dashboard } from "./kept";
import { OlderVersion } from "./OlderVersion";
import { TwoTexts } from "./RenameDialog";
import { joined, limitsOf, PARTS } from "./scoping";
import { useDeeds } from "./useDeeds";
import { useDraft, type Draft } from "./useDraft";
import { Versions } from "./Versions";

/** One dashboard: looked at, edited, or as an older version said. */
export function OneDashboard({ id }: { id: string }) {
  const [version] = useUrlText("version");
  const asked = /^[1-9]\d*$/.test(version) ? Number(version) : null;
  const kept = useDashboard(id, asked);
  if (kept.error instanceof Fault && kept.error.status === 404)
    return (
      <Page title={words.missing} hint={words.missingHint}>
        <Link href="/dashboards" className={`${buttonLook("primary")} self-start`}>
          {words.toList}
        </Link>
      </Page>
    );
  if (kept.error) return <ErrorState fault={kept.error} onRetry={() => void kept.refetch()} />;
  if (!kept.data) return <Skeleton className="h-[44rem] rounded-card" />;
  return asked === null ? <Newest kept={kept.data} /> : <OlderVersion kept={kept.data} />;
}

function Newest({ kept }: { kept: Dashboard }) {
  const draft = useDraft(kept);
  const scope = useScope();
  const [mode, setMode] = useUrlChoice("mode", ["view", "edit"]);
  const { content } = draft;
  const isEdited = mode === "edit" && kept.may_change;
  const deeds = useDeeds();
  function toggle() {
    draft.save();
    setMode(isEdited ? "view" : "edit");
  }
  return (
    <PanelPage
      title={content.name}
      hint={content.description || undefined}
      filters={content.panels.length > 0 && <FilterBar show={PARTS} />}
      ways={[
        { label: words.definition, onSelect: () => deeds.takeDefinition(kept.id) },
        { label: words.byMail, href: `/reports?dashboard=${kept.id}` },
      ]}
      actions={
        <>
          {isEdited && <SaveState draft={draft} />}
          {kept.may_change && (
            <Button look={isEdited ? "primary" : "quiet"} icon={isEdited ? Check : Pencil} onClick={toggle}>
              {isEdited ? words.done : words.edit}
            </Button>
          )}
          <More kept={kept} draft={draft} />
        </>
      }
    >
      <ConflictCard draft={draft} />
      <KeptLimits draft={draft} isEdited={isEdited} />
      {content.panels.length === 0 ? (
        <NothingPinned mayChange={kept.may_change} />
      ) : (
        <Board
          panels={content.panels}
          limits={joined(content.filters, limitsOf(scope))}
          onChange={
            isEdited ? (change) => draft.change((now) => ({ panels: change(now.panels) })) : undefined
          }
        />
      )}
      {isEdited && content.panels.length > 0 && <AddPanel />}
    </PanelPage>
  );
}

/** What else is done with the whole of it. */
function More({ kept, draft }: { kept: Dashboard; draft: Draft }) {
  const [opened, setOpened] = useState<"name" | "versions" | null>(null);
  const close = () => setOpened(null);
  const deeds = useDeeds();
  const { name, description, is_shared } = draft.content;
  const mine = [
    { label: words.rename, onSelect: () => setOpened("name") },
    { ...deeds.sharing(kept), onSelect: () => draft.change(() => ({ is_shared: !is_shared })) },
  ];
  return (
    <>
      <Menu
        label={words.more(name)}
        button={
          <Button icon={Dots} aria-label={words.more(name)} className="px-2.5!">
            {null}
          </Button>
        }
        groups={[
          ...(kept.may_change ? [mine] : []),
          [
            { label: words.versions, onSelect: () => setOpened("versions") },
            { label: words.duplicate, onSelect: () => deeds.duplicate(kept.id) },
            { label: words.toList, href: "/dashboards" },
          ],
          ...(kept.may_change
            ? [[{ label: words.delete, isDangerous: true, onSelect: () => deeds.leave(kept) }]]
            : []),
        ]}
      />
      {opened === "name" && (
        <TwoTexts
          title={words.renameTitle}
          labels={[words.name, words.description]}
          most={[120, 2000]}
          value={[name, description]}
          onSave={(next, more) => {
            draft.change(() => ({ name: next, description: more }) satisfies Partial<Content>);
            close();
          }}
          onClose={close}
        />
      )}
      {opened === "versions" && <Versions kept={kept} onClose={close} />}
    </>
  );
}
