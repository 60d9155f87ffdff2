import { useCallback, useMemo, type ReactNode } from "react";
import { valueName } from "../../client/labels";
import { useAnswer } from "../../client/queries";
import type { Row } from "../../charts/view";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import { exactNumber, price } from "../../ui/numbers";
import { Select } from "../../ui/Select";
import { Table, type Column } from "../../ui/Table";
import { useUrlText } from "../../ui/urlState";
import { prices } from "../../words/prices";
import { Panel } from "../panels/Panel";
import { useScope } from "../scope";
import { buildUps, type BuildUp, type Check } from "./buildUp";
import { buildUpQuestion, partQuestion } from "./questions";

const words = prices.build;

interface BuildUpPanelProps {
  product: string;
  day: string;
  /** Stands under the build-up. */
  children?: ReactNode;
}

/** The build-up of one product and window, its printed totals added up again, and one part of it over time. */
export function BuildUpPanel({ product, day, children }: BuildUpPanelProps) {
  const scope = useScope();
  const question = buildUpQuestion(scope, product, day);
  const answer = useAnswer(question, true);
  const tables = useMemo(() => buildUps(answer.data?.rows ?? []), [answer.data]);
  const [wished, setTable] = useUrlText("table");
  const at = Math.min(Math.max(0, Number(wished) - 1 || 0), Math.max(0, tables.length - 1));
  const table = tables[at];
  const [part, setPart] = useUrlText("component");
  const derive = useCallback((rows: readonly Row[]) => (table ? drawnRows(rows, table) : rows), [table]);
  return (
    <>
      <div className="flex min-w-0 flex-col gap-6 lg:col-span-8">
        <Panel
          id="build-up"
          title={words.title}
          hint={words.hint(valueName("product", product), dayName(day))}
          question={question}
          view={{ kind: "waterfall", x: "component", y: "component_value", series: "role" }}
          derive={derive}
          onPick={(row) => setPart(String(row["component"]))}
          actions={
            tables.length > 1 && (
              <Select
                label={words.table}
                value={String(at + 1)}
                onChange={(value) => setTable(value === "1" ? "" : value)}
                options={tables.map((each, index) => ({
                  value: String(index + 1),
                  label: words.tableName(each.parts.filter(isPart).length, each.unit),
                }))}
              />
            )
          }
          note={
            table && (
              <>
                {words.sum(table.parts.filter(isPart).length, `${price(table.end)} ${table.unit}`)}{" "}
                {!table.hasStart && words.noStart}
              </>
            )
          }
        />
        {children}
      </div>
      <div className="flex min-w-0 flex-col gap-6 lg:col-span-4">
        {table && table.checks.length > 0 && <Checks table={table} />}
        {table && <PartPanel table={table} product={product} wished={part} onPart={setPart} />}
      </div>
    </>
  );
}

/** The rows of one table, without totals that sum only some of the parts above them. */
function drawnRows(rows: readonly Row[], table: BuildUp): readonly Row[] {
  const partial = table.checks.filter((each) => each.isPartial).map((each) => each.component);
  return rows.filter(
    (row) =>
      String(row["edition"]) === table.edition &&
      row["unit"] === table.unit &&
      !(row["role"] === "total" && partial.includes(String(row["component"]))),
  );
}

function Checks({ table }: { table: BuildUp }) {
  const columns: Column<Check>[] = [
    { name: words.total, cell: (each) => valueName("component", each.component) },
    { name: words.printed, isNumber: true, cell: (each) => exactNumber(each.printed) },
    {
      name: words.verdict,
      cell: (each) =>
        each.agrees ? (
          <Badge tone="good">{words.agrees}</Badge>
        ) : (
          <Badge tone="caution">{words.differs(exactNumber(each.printed - each.computed))}</Badge>
        ),
    },
  ];
  return (
    <Card title={words.check} hint={words.checkHint}>
      <Table caption={words.check} columns={columns} rows={table.checks} rowKey={(each) => each.component} />
    </Card>
  );
}

interface PartPanelProps {
  table: BuildUp;
  product: string;
  wished: string;
  onPart: (component: string) => void;
}

function PartPanel({ table, product, wished, onPart }: PartPanelProps) {
  const scope = useScope();
  const names = table.parts.map((each) => each.component);
  const component = names.includes(wished) ? wished : (names.at(-1) ?? "");
  return (
    <Panel
      id="part"
      title={words.over}
      hint={words.overHint}
      question={partQuestion(scope, product, component, table.unit)}
      view={{ kind: "line", x: "day", y: "component_value" }}
      height={220}
      actions={
        <span className="max-w-36 sm:max-w-none">
          <Select
            label={words.component}
            value={component}
            onChange={onPart}
            options={[...new Set(names)].map((each) => ({
              value: each,
              label: valueName("component", each),
            }))}
          />
        </span>
      }
    />
  );
}

function isPart({ role }: { role: string }): boolean {
  return role !== "total";
}
