import type { ChartShape } from "../../charts/monthlyOption";
import type { MonthlySeries, Series } from "../../charts/series";
import type { QueryAnswer } from "../../client/contract";
import { Button } from "../../ui/Button";
import { csv, type Cell } from "../../ui/csv";
import { download } from "../../ui/download";
import { monthName } from "../../ui/dates";
import { Download } from "../../ui/icons";
import { TITLE } from "./MarketCard";
import { provenanceLine } from "./Provenance";

interface ExportsProps {
  all: MonthlySeries;
  series: readonly Series[];
  shape: ChartShape;
  answer: QueryAnswer;
}

/** Takes the chart along: its numbers as CSV, the picture as PNG; both say their unit, source and time. */
export function Exports(props: ExportsProps) {
  const isEmpty = props.series.length === 0;
  const why = isEmpty ? "Nothing is shown, so there is nothing to take along" : undefined;
  return (
    <div className="flex gap-2">
      <Button
        icon={Download}
        why={why}
        onClick={() => download(fileName(props, "csv"), table(props))}
      >
        CSV
      </Button>
      <Button icon={Download} why={why} onClick={() => void picture(props)}>
        PNG
      </Button>
    </div>
  );
}

function table({ all, series, answer: { meta } }: ExportsProps): Blob {
  const header = ["month", "product", "volume", "unit", "source", "known_at", "simulated"];
  const rows: Cell[][] = series.flatMap((each) =>
    all.months.flatMap((month, index) => {
      const value = each.values[index];
      if (typeof value !== "number") return [];
      return [[month, each.code, value, all.unit, "national", meta.known_at ?? "", meta.simulated]];
    }),
  );
  return new Blob([csv(header, rows)], { type: "text/csv;charset=utf-8" });
}

async function picture(props: ExportsProps): Promise<void> {
  const { chartPicture } = await import("../../charts/picture");
  const { all, answer } = props;
  const unit = all.unit === "L" ? "Litres a month" : "Kilograms a month";
  const span = `${monthName(all.months[0] ?? "")} – ${monthName(all.months.at(-1) ?? "")}`;
  const title = answer.meta.simulated ? `SAMPLE: ${TITLE.toLowerCase()}` : TITLE;
  const blob = await chartPicture({
    ...props,
    title,
    subtitle: `${unit}, ${span}`,
    footnote: provenanceLine(answer),
  });
  download(fileName(props, "png"), blob);
}

function fileName({ all, answer }: ExportsProps, ending: string): string {
  const parts = [
    "national-volume",
    all.unit,
    all.months[0],
    all.months.at(-1),
    answer.meta.simulated && "sample",
  ];
  return `${parts.filter(Boolean).join("_")}.${ending}`;
}
