import type { StockDrop } from "../../client/wetStock";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { instantName } from "../../ui/dates";
import { Table, type Column } from "../../ui/Table";
import { wetStock } from "../../words/wetStock";

const words = wetStock.drops;
const { columns } = words;
const COLUMNS: readonly Column<StockDrop>[] = [
  { name: columns.at, className: "figures", cell: whenOf },
  {
    name: columns.paper,
    cell: ({ waybills, trucks }) =>
      waybills.length > 0 ? (
        <>
          <span className="block break-words font-medium">{waybills.join(", ")}</span>
          <span className="block text-xs text-faint">{trucks.join(", ")}</span>
        </>
      ) : (
        <span className="text-faint">{words.noPaper}</span>
      ),
  },
  { name: columns.took, isNumber: true, cell: (each) => <Took drop={each} /> },
  {
    name: columns.says,
    isNumber: true,
    cell: ({ paper_l: says }) => (says === null ? "–" : wetStock.litres(says)),
  },
  { name: columns.short, cell: (each) => <Short drop={each} /> },
];

/** What the tank took, beside what the papers say. */
export function DropsCard({ drops }: { drops: readonly StockDrop[] }) {
  return (
    <Card title={words.title} hint={words.hint}>
      {drops.length === 0 ? (
        <p className="text-sm text-soft">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          stacks
          columns={COLUMNS}
          rows={drops}
          rowKey={(each) => `${each.started_at}/${each.waybills.join()}`}
        />
      )}
    </Card>
  );
}

function whenOf({ started_at: began, delivered_at: paper }: StockDrop): string {
  if (began) return instantName(began);
  return paper ? words.byPaper(instantName(paper)) : "–";
}

/** In the litres that were held against the paper's; without a paper in those at 15 °C where there are any. */
function Took({ drop }: { drop: StockDrop }) {
  const is15 = drop.is_standard ?? drop.standard_l !== null;
  const litres = is15 ? drop.standard_l : drop.observed_l;
  if (litres === null) return <span className="text-faint">{words.noTank}</span>;
  return (
    <>
      {wetStock.litres(litres)}
      <span className="block text-xs text-faint">{is15 ? words.at15 : words.observed}</span>
    </>
  );
}

function Short({ drop }: { drop: StockDrop }) {
  if (drop.short_l === null || drop.is_short === null) return null;
  return (
    <>
      <Badge tone={drop.is_short ? "bad" : "good"}>{drop.is_short ? words.short : words.fine}</Badge>
      {drop.limit_l !== null && (
        <span className="figures block pt-0.5 text-xs text-soft">
          {words.within(drop.short_l, drop.limit_l)}
        </span>
      )}
    </>
  );
}
