import { useMemo } from "react";
import { matched } from "../../charts/regions";
import { regions as words } from "../../words/regions";
import { Panel } from "../panels/Panel";
import { OwnMapNote } from "./OwnMapNote";
import { useOwnMap } from "./ownMap";
import { standingQuestion, type Colour } from "./questions";
import { timeOf, whatOf } from "./said";
import type { FrameInUse } from "./useFrame";

const COLUMNS: Readonly<Record<Colour, string>> = {
  volume: "volume",
  growth: "volume_growth",
  share: "share",
};

/** Every region where it lies, the fuller the more; a press opens it. */
export function MapPanel({ frame, className }: { frame: FrameInUse; className: string }) {
  const { colour, dimension, division, region, country } = frame;
  const own = useOwnMap(country.pack);
  const match = useMemo(() => own.map && matched(own.map, division.regions), [own.map, division.regions]);
  const regions = useMemo(
    () =>
      division.regions.map((each) => ({
        ...each,
        isChosen: each.name === region,
        polygons: match?.polygons.get(each.name),
      })),
    [division.regions, region, match],
  );
  return (
    <Panel
      id="map"
      className={className}
      title={words.map.title[colour]}
      hint={words.map.hint(whatOf(frame), timeOf(frame))}
      question={standingQuestion(frame)}
      view={{ kind: "tiles", x: dimension, y: COLUMNS[colour] }}
      regions={regions}
      height={420}
      onPick={(row) => frame.pick(String(row[dimension]))}
      note={<OwnMapNote own={own} match={match} regions={division.regions} />}
    />
  );
}
