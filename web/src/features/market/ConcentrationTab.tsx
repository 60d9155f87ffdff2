import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { market as words } from "../../words/market";
import { Panel } from "../panels/Panel";
import { structureQuestion, type TopShare } from "./questions";
import type { FrameInUse } from "./useFrame";

const COUNTS = ["5", "1", "3", "10"] as const;
const IN_ORDER = ["1", "3", "5", "10"] as const;

/** How much of the market the largest have. */
export function ConcentrationTab({ frame }: { frame: FrameInUse }) {
  const [count, setCount] = useUrlChoice("largest", COUNTS);
  const measure: TopShare = `top_${count}_share`;
  const named = frame.source === "national" ? ({ ...frame, source: "omc" } as const) : frame;
  const note = named === frame ? undefined : words.onlyNamed(words.sources["omc"] ?? "");
  return (
    <>
      <Panel
        id="hhi"
        className="lg:col-span-6"
        title={words.hhi.title}
        hint={words.hhi.hint}
        question={structureQuestion(named, "hhi")}
        view={{ kind: "line", x: frame.step, y: "hhi", format: "index" }}
        height={320}
        note={note}
      />
      <Panel
        id="top-share"
        className="lg:col-span-6"
        title={words.top.title(count)}
        hint={words.top.hint}
        question={structureQuestion(named, measure)}
        view={{ kind: "line", x: frame.step, y: measure, format: "percent" }}
        height={320}
        actions={
          <Segmented
            label={words.top.choice}
            name="largest"
            options={IN_ORDER.map((value) => ({ value, label: value }))}
            value={count}
            onChange={setCount}
          />
        }
        note={note}
      />
    </>
  );
}
