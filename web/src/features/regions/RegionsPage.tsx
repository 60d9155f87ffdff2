import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { regions as words } from "../../words/regions";
import { PanelPage } from "../panels/PanelPage";
import { FilterBar } from "../scope";
import { AllRegions } from "./AllRegions";
import { AnomaliesPanel } from "./AnomaliesPanel";
import { Controls } from "./Controls";
import { Division } from "./Division";
import { MapPanel } from "./MapPanel";
import { OneRegion } from "./OneRegion";
import { RankingPanel } from "./RankingPanel";
import { RegionFigures } from "./RegionFigures";
import { useFrame, type FrameInUse } from "./useFrame";

/** The map, what each region sells and how it grows, and where it goes another way than the country. */
export function RegionsPage() {
  const { frame, isEmpty, fault, retry } = useFrame();
  const period = frame?.times.period;
  return (
    <PanelPage
      title={words.title}
      hint={words.hint}
      {...(frame?.region && { takenAs: `${words.title} ${frame.region}` })}
      filters={
        <FilterBar
          show={["time", "product", "unit", "asOf"]}
          source="regional"
          {...(period && { usual: { from: period.from, to: period.until } })}
        />
      }
    >
      {fault ? (
        <ErrorState fault={fault} onRetry={retry} />
      ) : isEmpty ? (
        <EmptyState title={words.none.title} action={{ label: words.none.action, href: "/data" }}>
          {words.none.text}
        </EmptyState>
      ) : frame ? (
        <Content frame={frame} />
      ) : (
        <Skeleton className="h-[56rem]" />
      )}
    </PanelPage>
  );
}

function Content({ frame }: { frame: FrameInUse }) {
  const { region, division } = frame;
  const hasMap = division.regions.length > 0;
  return (
    <>
      <Controls frame={frame} />
      <Division frame={frame} />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
        {hasMap && <MapPanel className="lg:col-span-6" frame={frame} />}
        {region ? (
          <RegionFigures
            className={hasMap ? "lg:col-span-6" : "lg:col-span-12"}
            frame={frame}
            region={region}
          />
        ) : (
          <RankingPanel className={hasMap ? "lg:col-span-6" : "lg:col-span-12"} frame={frame} />
        )}
        {region && <OneRegion frame={frame} region={region} />}
        <AnomaliesPanel className="lg:col-span-12" frame={frame} />
        <AllRegions frame={frame} />
      </div>
    </>
  );
}
