import { Tabs } from "../../ui/Tabs";
import { useUrlChoice } from "../../ui/urlState";
import { prices as words } from "../../words/prices";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar } from "../scope";
import { BuildUpTab } from "./BuildUpTab";
import { HistoryTab } from "./HistoryTab";
import { PumpTab } from "./PumpTab";
import { WorldTab } from "./WorldTab";

const TABS = ["pump", "build", "history", "world"] as const;
const CONTENT = { pump: PumpTab, build: BuildUpTab, history: HistoryTab, world: WorldTab };

/** Prices: of every company at the pump, part by part, since they were first published, and beside the world's. */
export function PricesPage() {
  const [tab, setTab] = useUrlChoice("part", TABS);
  const Content = CONTENT[tab];
  return (
    <PanelPage
      title={words.title}
      hint={words.hint}
      filters={<FilterBar show={["time", "company", "asOf"]} subject="price" />}
    >
      <Tabs
        label={words.parts}
        tabs={TABS.map((each) => ({ value: each, label: words.tabs[each] }))}
        value={tab}
        onChange={setTab}
      >
        <Content />
      </Tabs>
    </PanelPage>
  );
}
