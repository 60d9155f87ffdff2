/** Ways to take a chart along: as a picture, as figures, as a link. */
import { download } from "../ui/download";
import type { MenuItem } from "../ui/Menu";
import { copyText, toast } from "../ui/Toasts";
import { charts } from "../words/charts";
import { breaksOf } from "./breaks";
import type { ChartCardProps, Shown } from "./ChartCard";
import { csvOf, fileName, tsvOf } from "./exports";
import { unitsOf } from "./format";
import { unitShown } from "./Picture";
import { provenanceLine } from "./Provenance";
import type { Row } from "./view";

export function waysToTake(card: ChartCardProps, rows: readonly Row[], shown: Shown): MenuItem[][] {
  const { id, title, view, answer } = card;
  const picture = (format: "png" | "svg") => () =>
    void poster(card, rows, shown, format).catch((fault: unknown) => toast(String(fault), { tone: "bad" }));
  const figures = () => {
    const text = new Blob([csvOf(rows, answer)], { type: "text/csv;charset=utf-8" });
    download(fileName(title, "csv", answer?.meta.simulated), text);
  };
  const isDrawn = view.kind !== "table" && view.kind !== "figure" && !card.picture;
  return [
    [
      ...(isDrawn ? [{ label: charts.png, onSelect: picture("png") }] : []),
      ...(isDrawn ? [{ label: charts.svg, onSelect: picture("svg") }] : []),
      { label: charts.csv, onSelect: figures },
    ],
    [
      { label: charts.copyFigures, onSelect: () => void copyText(tsvOf(rows)) },
      { label: charts.copyLink, onSelect: () => void copyText(`${location.href.split("#")[0]}#${id}`) },
    ],
  ];
}

async function poster(
  card: ChartCardProps,
  rows: readonly Row[],
  shown: Shown,
  format: "png" | "svg",
): Promise<void> {
  const { title, view, answer, regions } = card;
  const { chartPoster } = await import("./poster");
  const isSimulated = answer?.meta.simulated;
  const unit = unitShown(unitsOf(rows, view.y), shown);
  const name = isSimulated ? `${charts.sample}: ${title}` : title;
  const told = [answer && provenanceLine(answer), isSimulated && charts.simulated];
  const footnote = told.filter(Boolean).join(" · ");
  const breaks = breaksOf(answer);
  const blob = await chartPoster(
    { rows, view, unit, hidden: shown.hidden, title: name, footnote, regions, breaks },
    format,
  );
  download(fileName(title, format, isSimulated), blob);
}
