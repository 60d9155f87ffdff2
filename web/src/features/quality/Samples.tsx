import { unitMark } from "../../charts/format";
import { valueName } from "../../client/labels";
import { Cross } from "../../ui/icons";
import { dayName } from "../../ui/dates";
import { DataGrid, type GridColumn } from "../../ui/DataGrid";
import { exactNumber } from "../../ui/numbers";
import { quality } from "../../words/quality";
import type { ParameterResults, Result, Sample } from "./results";
import { saidLimits } from "./said";

const words = quality.samples;

const LONGEST = 8;

interface SamplesProps {
  samples: readonly Sample[];
  parameters: readonly ParameterResults[];
}

/** Every sample with every result as printed; what lies outside its limits is marked. */
export function Samples({ samples, parameters }: SamplesProps) {
  const hasGrades = samples.some((each) => each.grade);
  const columns: GridColumn<Sample>[] = [
    { key: "sample", name: words.sample, value: (each) => each.sample, width: 210 },
    {
      key: "week",
      name: words.week,
      value: (each) => each.week,
      show: (each) => dayName(each.week),
      width: 116,
    },
    ...(hasGrades
      ? [{ key: "grade", name: words.grade, value: (each: Sample) => each.grade, width: 110 }]
      : []),
    { key: "outside", name: words.outside, isNumber: true, value: (each) => each.outside.length, width: 88 },
    ...parameters.map((of) => ({
      key: of.parameter,
      name: [valueName("parameter", of.parameter), of.unit && unitMark(of.unit)].filter(Boolean).join(", "),
      isNumber: true,
      value: (each: Sample) =>
        resultOf(each, of.parameter)?.value ?? resultOf(each, of.parameter)?.printed ?? null,
      show: (each: Sample) => <Printed result={resultOf(each, of.parameter)} />,
    })),
  ];
  return (
    <DataGrid
      label={words.title}
      fileName={words.fileName}
      columns={columns}
      rows={samples}
      maxHeight="30rem"
    />
  );
}

function resultOf(sample: Sample, parameter: string): Result | undefined {
  return sample.results.find((each) => each.parameter === parameter);
}

function Printed({ result }: { result: Result | undefined }) {
  if (!result) return <span className="text-faint">–</span>;
  const text = shown(result);
  if (!result.isOutside) return <span title={result.printed}>{text}</span>;
  const said = words.isOutside(saidLimits(result));
  return (
    <span title={said} className="inline-flex items-center gap-1 font-semibold text-bad">
      <Cross className="size-3.5" />
      {text}
      <span className="sr-only">{said}</span>
    </span>
  );
}

/** As printed, unless a sheet's own arithmetic left it with a long tail of digits. */
function shown({ value, printed }: Result): string {
  return value !== null && printed.length > LONGEST ? exactNumber(value) : printed;
}
