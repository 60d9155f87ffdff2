import { useMemo, useState } from "react";
import { ChartCard } from "../../charts/ChartCard";
import type { View } from "../../charts/view";
import type { ForecastAsked, ForecastInFull } from "../../client/forecasts";
import { valueName } from "../../client/labels";
import { Badge } from "../../ui/Badge";
import { Segmented } from "../../ui/Segmented";
import { Select } from "../../ui/Select";
import { forecasts as words } from "../../words/forecasts";
import { useScope } from "../scope";
import { Figures } from "./Figures";
import { Foretold } from "./Foretold";
import { Members } from "./Members";
import { pictureOf, unknownOf, type Range } from "./model";
import { Months } from "./Months";
import { Why } from "./Why";

const VIEW: View = { kind: "fan", x: "month", y: "volume", low: "volume_low", high: "volume_high" };
const RANGES: readonly Range[] = ["80", "95"];

const named = (product: string | undefined) => valueName("product", product);

interface ForecastProps {
  asked: ForecastAsked;
  told: ForecastInFull;
  /** Of whom it is: `nation`, or a name. */
  where: string;
}

/** One product's months ahead: the figures, the picture, the reasons, and how earlier forecasts did. */
export function Forecast({ asked, told, where }: ForecastProps) {
  const scope = useScope();
  const [range, setRange] = useState<Range>("80");
  const series =
    told.series.find(({ of }) => scope.products.includes(String(of["product"]))) ?? told.series[0]!;
  const product = String(series.of["product"]);
  const name = valueName("product", product);
  const picture = useMemo(() => pictureOf(series, range), [series, range]);
  const breaks = told.meta.breaks.filter((each) => each["product"] === product || each["inside"] === product);
  const unknown = unknownOf(series.rows);
  const [first, last] = [series.rows[0]?.month ?? "", series.rows.at(-1)?.month ?? ""];
  return (
    <>
      <div className="-mb-2">
        <Select
          label={words.product}
          value={product}
          options={told.series.map(({ of }) => ({
            value: String(of["product"]),
            label: valueName("product", String(of["product"])),
          }))}
          onChange={(value) => scope.set({ products: [value] })}
        />
      </div>
      {unknown !== "none" && (
        <p role="status" className="flex flex-wrap items-center gap-2 text-sm">
          <Badge tone="caution">{words.unknown.badge}</Badge> {words.unknown[unknown]}
        </p>
      )}
      <Figures series={series} />
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-12">
        <ChartCard
          id="fan"
          className="lg:col-span-8"
          title={words.chart.title(name, where)}
          hint={words.chart.hint(first, last, range)}
          view={VIEW}
          rows={picture}
          answer={undefined}
          height={340}
          actions={
            <Segmented
              label={words.range}
              name="range"
              options={RANGES.map((value) => ({ value, label: words.ranges[value] }))}
              value={range}
              onChange={setRange}
            />
          }
          note={breaks
            .map((each) =>
              words.chart.changed(String(each["since"]), named(each["inside"]), named(each["product"])),
            )
            .join(" ")}
        />
        <Why className="lg:col-span-4" series={series} knownAt={told.meta.known_at} />
        <Months className="lg:col-span-8" series={series} />
        <Members className="lg:col-span-4" series={series} />
        <Foretold className="lg:col-span-12" asked={asked} product={product} />
      </div>
    </>
  );
}
