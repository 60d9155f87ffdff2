import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { indicatorsQuestion } from "./questions";

/** What moves prices from outside. */
export function WorldTab() {
  const scope = useScope();
  return (
    <Panel
      id="world"
      title={prices.world.title}
      hint={prices.world.hint}
      question={indicatorsQuestion(scope)}
      view={{ kind: "line", x: "day", y: "indicator_value", series: "indicator" }}
      note={prices.world.note}
    />
  );
}
