import { regions as words } from "../../words/regions";
import { Panel } from "../panels/Panel";
import { standingQuestion, type Colour } from "./questions";
import type { FrameInUse } from "./useFrame";

const COLUMNS: Readonly<Record<Colour, string>> = {
  volume: "volume",
  growth: "volume_growth",
  share: "share",
};

/** All regions, largest first, with share and growth. */
export function RankingPanel({ frame, className }: { frame: FrameInUse; className: string }) {
  const { colour, dimension } = frame;
  return (
    <Panel
      id="ranking"
      className={className}
      title={words.ranking.title}
      hint={words.ranking.hint}
      question={standingQuestion(frame)}
      view={{ kind: "ranking", x: dimension, y: COLUMNS[colour] }}
      onPick={(row) => frame.pick(String(row[dimension]))}
    />
  );
}
