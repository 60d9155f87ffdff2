import { useCallback } from "react";
import type { Right } from "../../client/contract";
import { useMay } from "../../client/may";
import type { NamedFile } from "../../client/imports";
import { useHome, useImports, useSession } from "../../client/queries";
import { Page } from "../../ui/Page";
import { EmptyState, Skeleton } from "../../ui/states";
import { Tabs } from "../../ui/Tabs";
import { useUrlChoice, useUrlText } from "../../ui/urlState";
import { words } from "../../words/data";
import { SampleBanner } from "../scope";
import { AutomaticTab } from "./AutomaticTab";
import { BringInTab, useHow } from "./BringInTab";
import { ChangesTab } from "./ChangesTab";
import { CompaniesTab } from "./CompaniesTab";
import { DropAnywhere } from "./DropAnywhere";
import { FileDialog } from "./FileDialog";
import { FilesTab } from "./FilesTab";
import { QualityTab } from "./QualityTab";
import { SampleStrip } from "./SampleStrip";
import { SheetDialog } from "./SheetDialog";
import { placeIn } from "./sheetPlace";
import { useSending, type Sending } from "./sending";

type Tab = keyof typeof words.tabs;
const TABS: readonly { value: Tab; right?: Right }[] = [
  { value: "import", right: "import" },
  { value: "quality" },
  { value: "files" },
  { value: "changes" },
  { value: "companies" },
  { value: "automatic", right: "operate" },
];

/** What came in, how sure it is, and what was restated. */
export function DataPage() {
  const session = useSession();
  if (session.data?.is_limited) return <PartOnly />;
  return session.data ? <Whole rights={session.data.rights} /> : <Skeleton className="h-96" />;
}

/** The lists show whole files, so they are for whoever sees every row. */
function PartOnly() {
  return (
    <Page title={words.title} hint={words.hint}>
      <section className="rounded-card border border-line bg-surface shadow-card">
        <EmptyState title={words.partOnly.title} action={{ label: words.partOnly.home, href: "/" }}>
          {words.partOnly.text}
        </EmptyState>
      </section>
    </Page>
  );
}

function Whole({ rights }: { rights: readonly Right[] }) {
  const home = useHome();
  const tabs = TABS.filter(({ right }) => !right || rights.includes(right)).map(({ value }) => value);
  const [tab, setTab] = useUrlChoice("tab", tabs as [Tab, ...Tab[]]);
  const [opened, setOpened] = useUrlText("open");
  const [at, setAt] = useUrlText("at");
  const [how] = useHow();
  const sending = useSending();
  const mayImport = useMay("import");
  const ownsPlatform = useMay("platform");
  const { add } = sending;
  const drop = useCallback(
    (files: NamedFile[]) => {
      setTab("import");
      add(files, how === "check");
    },
    [add, how, setTab],
  );
  const place = placeIn(at);

  return (
    <Page title={words.title} hint={words.hint}>
      {home.data?.is_simulated && <SampleBanner />}
      {mayImport && <DropAnywhere onFiles={drop} />}
      <Tabs
        label={words.tabsLabel}
        tabs={tabs.map((value) => ({ value, label: words.tabs[value] }))}
        value={tab}
        onChange={setTab}
      >
        <Content tab={tab} sending={sending} onOpen={setOpened} onPlace={setAt} />
      </Tabs>
      {ownsPlatform && home.data && !home.data.is_simulated && tab === "import" && (
        <SampleStrip hasSample={home.data.has_sample} />
      )}
      {opened && !place && (
        <FileDialog key={opened} id={opened} onClose={() => setOpened("")} onPlace={setAt} />
      )}
      {place && <SheetDialog key={place.id} place={place} onPlace={setAt} onClose={() => setAt("")} />}
    </Page>
  );
}

interface ContentProps {
  tab: Tab;
  sending: Sending;
  onOpen: (id: string) => void;
  onPlace: (at: string) => void;
}

function Content({ tab, sending, onOpen, onPlace }: ContentProps) {
  const imports = useImports();
  switch (tab) {
    case "import":
      return <BringInTab sending={sending} imports={imports.data} isPending={imports.isPending} />;
    case "quality":
      return <QualityTab imports={imports.data} onPlace={onPlace} />;
    case "files":
      return <FilesTab imports={imports} onOpen={onOpen} />;
    case "changes":
      return <ChangesTab imports={imports.data} onPlace={onPlace} />;
    case "companies":
      return <CompaniesTab />;
    case "automatic":
      return <AutomaticTab />;
  }
}
