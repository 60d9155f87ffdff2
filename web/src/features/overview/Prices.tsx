import { valueName } from "../../client/labels";
import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { overview } from "../../words/overview";
import { Panel } from "../panels/Panel";
import { useScope, type Times } from "../scope";
import { FUELS, pricesQuestion } from "./questions";

const { prices: words } = overview;

/** What a fuel costs at the pump, and how far above its floor that is. */
export function Prices({ times, className }: { times: Times; className: string }) {
  const scope = useScope();
  const [fuel, setFuel] = useUrlChoice("fuel", FUELS);
  return (
    <Panel
      id="prices"
      className={className}
      title={words.title}
      hint={words.hint}
      question={pricesQuestion(scope, times, fuel)}
      view={{ kind: "line", x: "window", y: "average_price", series: "kind" }}
      height={340}
      fills
      actions={
        <Segmented
          label={words.fuel}
          name="fuel"
          options={FUELS.map((value) => ({ value, label: valueName("product", value) }))}
          value={fuel}
          onChange={setFuel}
        />
      }
    />
  );
}
