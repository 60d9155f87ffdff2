import type { StockMeter } from "../../client/wetStock";
import { Badge } from "../../ui/Badge";
import { Card } from "../../ui/Card";
import { Table } from "../../ui/Table";
import { wetStock } from "../../words/wetStock";
import { isOff } from "./model";

const words = wetStock.meters;

/** By how much more leaves than each meter counts. */
export function MetersCard({ meters }: { meters: readonly StockMeter[] }) {
  const say = (value: number | null, sd: number | null) => (value === null ? "–" : words.value(value, sd));
  return (
    <Card title={words.title} hint={words.hint}>
      {meters.length === 0 ? (
        <p className="text-sm text-soft">{words.none}</p>
      ) : (
        <Table
          caption={words.title}
          stacks
          rows={meters}
          rowKey={(each) => each.meter}
          columns={[
            {
              name: words.columns.meter,
              className: "min-w-20 break-words font-medium",
              cell: (each) => each.meter,
            },
            {
              name: words.columns.drift,
              isNumber: true,
              cell: (each) => say(each.percent, each.sd_percent),
            },
            {
              name: words.columns.others,
              isNumber: true,
              cell: (each) => say(each.percent_against_others, each.sd_percent_against_others),
            },
            { name: words.columns.says, cell: (each) => <Says meter={each} /> },
          ]}
        />
      )}
    </Card>
  );
}

function Says({ meter }: { meter: StockMeter }) {
  const off = isOff(meter);
  if (meter.together_with.length > 0) {
    return <span className="text-soft">{words.together(meter.together_with)}</span>;
  }
  if (off === null) return <span className="text-soft">{words.unknown}</span>;
  return <Badge tone={off ? "bad" : "good"}>{off ? words.known.bad : words.known.good}</Badge>;
}
