import { useMemo } from "react";
import type { Row } from "../../charts/view";
import { useAnswer } from "../../client/queries";
import { EmptyState, Skeleton } from "../../ui/states";
import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { presetMonths, useMonths, useScope } from "../scope";
import { followedQuestion, largestQuestion, type Time } from "./questions";
import type { FuelInUse } from "./useFuel";

const words = prices.market;

interface FollowedPanelProps {
  use: FuelInUse;
  time: Time;
  onPick: ((row: Row) => void) | undefined;
}

/** How far the followed companies keep from the median; the largest sellers of the fuel while none is followed. */
export function FollowedPanel({ use, time, onPick }: FollowedPanelProps) {
  const scope = useScope();
  const held = useMonths("omc");
  const year = held ? presetMonths("months12", held.latest) : { from: "", to: "" };
  const largest = useAnswer(largestQuestion(scope, use.fuel?.product ?? "", year));
  const companies = useMemo(
    () =>
      scope.companies.length > 0
        ? scope.companies
        : (largest.data?.rows ?? []).map((row) => String(row["company"])).filter((each) => each !== "others"),
    [scope.companies, largest.data],
  );
  if (companies.length === 0)
    return largest.isLoading ? (
      <Skeleton className="h-96" />
    ) : (
      <section className="rounded-card border border-dashed border-line">
        <EmptyState title={words.companies}>{words.followSome}</EmptyState>
      </section>
    );
  return (
    <Panel
      id="followed"
      title={words.companies}
      hint={scope.companies.length > 0 ? words.companiesHint : words.largestHint}
      question={followedQuestion(scope, use.filters, time, companies)}
      view={{ kind: "line", x: time, y: "spread", series: "company" }}
      height={320}
      onPick={onPick}
    />
  );
}
