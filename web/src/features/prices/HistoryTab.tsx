import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { fuelName } from "./fuels";
import { Select } from "../../ui/Select";
import { indicativeQuestion, kindQuestion } from "./questions";
import { useFuel } from "./useFuel";

const words = prices.history;

/** Prices as far back as they were published: nationally, for export, and as companies announced them. */
export function HistoryTab() {
  const scope = useScope();
  const use = useFuel("indicative_ex_pump");
  const product = use.fuel?.product ?? "";
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
      <Panel
        className="lg:col-span-12"
        id="national"
        title={words.national}
        hint={words.nationalHint}
        question={kindQuestion(scope, "national")}
        view={{ kind: "line", x: "day", y: "average_price", series: "product" }}
        height={340}
        note={words.nationalNote}
      />
      <Panel
        className="lg:col-span-6"
        id="exports"
        title={words.exports}
        hint={words.exportsHint}
        question={kindQuestion(scope, "export")}
        view={{ kind: "line", x: "day", y: "average_price", series: "product" }}
      />
      <Panel
        className="lg:col-span-6"
        id="ceiling"
        title={words.ceiling}
        hint={words.ceilingHint}
        question={kindQuestion(scope, "maximum")}
        view={{ kind: "line", x: "day", y: "average_price", series: "product" }}
      />
      {use.fuel && (
        <Panel
          className="lg:col-span-12"
          id="indicative"
          title={words.indicative}
          hint={words.indicativeHint(fuelName(use.fuel))}
          question={indicativeQuestion(scope, product)}
          view={{ kind: "line", x: "window", y: "median_price", series: "kind" }}
          actions={
            <span className="max-w-36 sm:max-w-none">
              <Select
                label={prices.fuel}
                value={use.fuel.code}
                onChange={use.choose}
                options={use.fuels.map((each) => ({ value: each.code, label: fuelName(each) }))}
              />
            </span>
          }
        />
      )}
    </div>
  );
}
