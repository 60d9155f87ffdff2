import { useMemo } from "react";
import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { dayName } from "../../ui/dates";
import { EmptyState, ErrorState, Skeleton } from "../../ui/states";
import { Select } from "../../ui/Select";
import { useUrlText } from "../../ui/urlState";
import { prices as words } from "../../words/prices";
import { useScope } from "../scope";
import { BuildUpPanel } from "./BuildUpPanel";
import { comparedDay, fullest, NOTHING } from "./days";
import { nearestDay } from "./ladder";
import { MovesCard } from "./MovesCard";
import { Beside, DayPicker } from "./Pickers";
import { buildUpsQuestion } from "./questions";

/** What a price was made of in any window, and what changed between two. */
export function BuildUpTab() {
  const scope = useScope();
  const answer = useAnswer(buildUpsQuestion(scope));
  const [wished, setDay] = useUrlText("day");
  const [against, setAgainst] = useUrlText("against");
  const [, setTable] = useUrlText("table");
  const held = useMemo(() => fullest(answer.data?.rows ?? []), [answer.data]);
  if (answer.error) return <ErrorState fault={answer.error} />;
  if (!answer.data) return <Skeleton className="h-96" />;
  const products = [...held.keys()];
  const [wanted = ""] = scope.products;
  const product = products.includes(wanted) ? wanted : (products[0] ?? "");
  const days = held.get(product) ?? [];
  const day = nearestDay(
    days.map((each) => each.day),
    wished || (days.findLast((each) => each.isFull)?.day ?? ""),
  );
  if (!day)
    return (
      <EmptyState title={words.none.title} action={{ label: words.none.action, href: "/data" }}>
        {words.none.text}
      </EmptyState>
    );
  const all = days.map((each) => each.day);
  const compared = comparedDay(days, day, against);
  return (
    <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3 lg:col-span-12">
        <Beside label={words.build.product}>
          <Select
            label={words.build.product}
            value={product}
            onChange={(value) => {
              setTable("");
              scope.set({ products: [value] });
            }}
            options={products.map((each) => ({ value: each, label: valueName("product", each) }))}
          />
        </Beside>
        <DayPicker label={words.build.window} days={all} day={day} onChange={setDay} />
        <Beside label={words.build.compared}>
          <Select
            label={words.build.compared}
            value={compared || NOTHING}
            onChange={setAgainst}
            options={[
              { value: NOTHING, label: words.build.noComparison },
              ...all
                .filter((each) => each !== day)
                .reverse()
                .map((each) => ({ value: each, label: dayName(each) })),
            ]}
          />
        </Beside>
      </div>
      <BuildUpPanel product={product} day={day}>
        {compared && <MovesCard product={product} before={compared} after={day} />}
      </BuildUpPanel>
    </div>
  );
}
