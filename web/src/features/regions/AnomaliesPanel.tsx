import { useState } from "react";
import { Link } from "wouter";
import type { Row } from "../../charts/view";
import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import { Button } from "../../ui/Button";
import { classes } from "../../ui/classes";
import { regions as words } from "../../words/regions";
import { Panel } from "../panels/Panel";
import { anomalies, LEAST_GAP, type Anomaly } from "./anomalies";
import { countryProductsQuestion, productsQuestion } from "./questions";
import { timeOf } from "./said";
import type { FrameInUse } from "./useFrame";

const FEW = 10;

/** Regions and products that moved otherwise than the country, each leading to where it can be seen. */
export function AnomaliesPanel({ frame, className }: { frame: FrameInUse; className: string }) {
  const { dimension, region } = frame;
  const whole = useAnswer(countryProductsQuestion(frame), true).data?.rows;
  return (
    <Panel
      id="anomalies"
      className={className}
      title={region ? words.anomalies.titleOf(region) : words.anomalies.title}
      hint={words.anomalies.hint(timeOf(frame))}
      question={productsQuestion(frame)}
      view={{ kind: "heat", x: "product", y: "volume_growth", series: dimension }}
      picture={(rows) => <Found frame={frame} rows={rows} whole={whole} />}
      note={words.anomalies.note(LEAST_GAP)}
    />
  );
}

interface FoundProps {
  frame: FrameInUse;
  rows: readonly Row[];
  whole: readonly Row[] | undefined;
}

function Found({ frame, rows, whole }: FoundProps) {
  const [isAll, setIsAll] = useState(false);
  const { dimension, region, isComparable } = frame;
  if (!whole) return <div className="h-72" />;
  const isKnown = whole.some((row) => typeof row["volume_growth"] === "number");
  if (!isComparable || !isKnown) return <p className="text-sm text-soft">{words.anomalies.nothingBefore}</p>;
  const found = anomalies(rows, whole, dimension).filter((each) => !region || each.region === region);
  if (found.length === 0) return <p className="text-sm text-soft">{words.anomalies.none}</p>;
  const largest = Math.abs(found[0]?.beyond ?? 1);
  return (
    <>
      <ol className="grid gap-x-10 lg:grid-cols-2">
        {found.slice(0, isAll ? undefined : FEW).map((each) => (
          <Line key={`${each.region} ${each.product}`} anomaly={each} frame={frame} largest={largest} />
        ))}
      </ol>
      {found.length > FEW && (
        <Button className="mt-3" onClick={() => setIsAll(!isAll)} aria-expanded={isAll}>
          {isAll ? words.anomalies.fewer : words.anomalies.all(found.length)}
        </Button>
      )}
    </>
  );
}

interface LineProps {
  anomaly: Anomaly;
  frame: FrameInUse;
  largest: number;
}

function Line({ anomaly, frame, largest }: LineProps) {
  const { region, product, growth, country, beyond } = anomaly;
  const { scope, unit } = frame;
  const what = words.anomalies.what(region, valueName("product", product));
  const isLess = beyond < 0;
  return (
    <li className="border-b border-line">
      <Link
        href={`${scope.link("/regions", { regions: [region], products: [product] })}#course`}
        title={words.anomalies.open(what)}
        className="group block rounded-md py-2.5 hover:bg-sunken/60"
      >
        <span className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
          <span className="font-medium group-hover:underline">{what}</span>
          <span className="figures text-soft">
            <b className={classes("font-semibold", isLess ? "text-caution" : "text-good")}>
              {words.anomalies.went(growth)}
            </b>{" "}
            {words.anomalies.while(country)}
          </span>
        </span>
        <span className="mt-1.5 flex items-center gap-3">
          <span aria-hidden="true" className="h-1.5 flex-1 rounded-full bg-sunken">
            <span
              className={classes("block h-full rounded-full", isLess ? "bg-caution" : "bg-good")}
              style={{ width: `${Math.max(1, (Math.abs(beyond) / largest) * 100)}%` }}
            />
          </span>
          <span className="figures w-56 shrink-0 text-right text-xs text-faint">
            {words.anomalies.beyond(beyond, unit)}
          </span>
        </span>
      </Link>
    </li>
  );
}
