import { lazy, Suspense, type ComponentType } from "react";
import { Page } from "../../ui/Page";
import { Skeleton } from "../../ui/states";
import { ThemeSwitch } from "../../ui/ThemeSwitch";
import { words } from "../../words/parts";
import { Choosing } from "./Choosing";
import { Colours } from "./Colours";
import { Feedback } from "./Feedback";
import { Grids } from "./Grids";
import { Controls } from "./Controls";
import { Panes } from "./Panes";

type Module = { ChartParts: ComponentType };
// The charts show themselves here; their part of this page belongs to them.
const [loadCharts] = Object.values(import.meta.glob<Module>("../../charts/ChartParts.tsx"));
const ChartParts = loadCharts && lazy(async () => ({ default: (await loadCharts()).ChartParts }));

/** The living page of the design system: every part in every state. */
export function PartsPage() {
  return (
    <Page title={words.title} hint={`${words.hint} ${words.themeHint}`} actions={<ThemeSwitch />}>
      <Colours />
      <Controls />
      <Choosing />
      <Panes />
      <Feedback />
      <Grids />
      {ChartParts && (
        <Suspense fallback={<Skeleton className="h-96" />}>
          <ChartParts />
        </Suspense>
      )}
    </Page>
  );
}
