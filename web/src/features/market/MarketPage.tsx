import { Skeleton } from "../../ui/states";
import { Tabs } from "../../ui/Tabs";
import { useUrlChoice } from "../../ui/urlState";
import { market as words } from "../../words/market";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar } from "../scope";
import { Controls } from "./Controls";
import { ConcentrationTab } from "./ConcentrationTab";
import { EntryTab } from "./EntryTab";
import { GainTab } from "./GainTab";
import { SharesTab } from "./SharesTab";
import { useFrame, type FrameInUse } from "./useFrame";
import { VolumesTab } from "./VolumesTab";

const TABS = ["volumes", "shares", "gain", "concentration", "entry"] as const;
const CONTENT = {
  volumes: VolumesTab,
  shares: SharesTab,
  gain: GainTab,
  concentration: ConcentrationTab,
  entry: EntryTab,
};

/** Companies, products and time: who sells how much of what, and how that moves. */
export function MarketPage() {
  const frame = useFrame();
  const usual = frame && { from: frame.times.period.from, to: frame.times.period.until };
  return (
    <PanelPage
      title={words.title}
      hint={words.hint}
      filters={
        <FilterBar
          show={[
            "time",
            "product",
            frame?.source === "depot" ? "depot" : "company",
            "unit",
            "compare",
            "asOf",
          ]}
          source={frame?.source ?? "omc"}
          compared="year_ago"
          {...(usual && { usual })}
        />
      }
    >
      {frame ? <Parts frame={frame} /> : <Skeleton className="h-[44rem]" />}
    </PanelPage>
  );
}

function Parts({ frame }: { frame: FrameInUse }) {
  const [view, setView] = useUrlChoice("view", TABS);
  const Content = CONTENT[view];
  return (
    <>
      <Controls frame={frame} />
      <Tabs
        label={words.parts}
        tabs={TABS.map((each) => ({ value: each, label: words.tabs[each] }))}
        value={view}
        onChange={setView}
      >
        <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
          <Content frame={frame} />
        </div>
      </Tabs>
    </>
  );
}
