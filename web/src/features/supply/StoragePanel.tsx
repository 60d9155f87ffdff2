import { useAnswer } from "../../client/queries";
import { Button } from "../../ui/Button";
import { dayName } from "../../ui/dates";
import { Segmented } from "../../ui/Segmented";
import { useUrlChoice } from "../../ui/urlState";
import { supply } from "../../words/supply";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { newest } from "./newest";
import { capacityQuestion } from "./questions";

const words = supply.storage;
/** Bars at first; the rest stand together until all are asked for. */
const LARGEST = 12;

/** What tanks hold by depot, product or region. */
export function StoragePanel() {
  const scope = useScope();
  const [by, setBy] = useUrlChoice<"depot" | "product" | "region">("storage", ["depot", "product", "region"]);
  const [most, setMost] = useUrlChoice<"largest" | "all">("tanks", ["largest", "all"]);
  const whole = capacityQuestion(scope, by);
  const all = newest(useAnswer(whole, true).data?.rows ?? []);
  const day = all[0]?.["day"];
  const isLong = all.length > LARGEST;
  const isCut = isLong && most === "largest";
  return (
    <Panel
      className="lg:col-span-12"
      id="storage"
      title={words.title}
      hint={day && words.hint(dayName(String(day)))}
      question={isCut ? { ...whole, top: { n: LARGEST, dimension: by } } : whole}
      view={{ kind: "ranking", x: by, y: "capacity" }}
      derive={newest}
      actions={
        <Segmented
          label={words.by}
          name="storage"
          options={[
            { value: "depot", label: words.depot },
            { value: "product", label: words.product },
            { value: "region", label: words.region },
          ]}
          value={by}
          onChange={setBy}
        />
      }
      note={
        isLong && (
          <Button onClick={() => setMost(isCut ? "all" : "largest")}>
            {isCut ? words.all(all.length) : words.largest(LARGEST)}
          </Button>
        )
      }
    />
  );
}
