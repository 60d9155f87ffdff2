import { dayName } from "../../ui/dates";
import { price } from "../../ui/numbers";
import { Table, type Column } from "../../ui/Table";
import { prices } from "../../words/prices";
import type { FloorsOfWindow } from "./floors";

const words = prices.market;

/** The lowest allowed price of each window, newest first: at the pump, and at the refinery. */
export function Floors({ floors }: { floors: readonly FloorsOfWindow[] }) {
  const columns: Column<FloorsOfWindow>[] = [
    { name: words.window, className: "whitespace-nowrap", cell: (each) => dayName(each.window) },
    { name: words.atPump, isNumber: true, className: "font-semibold", cell: (each) => amount(each.pump) },
    { name: words.atRefinery, isNumber: true, cell: (each) => amount(each.refinery) },
  ];
  return <Table caption={words.floors} columns={columns} rows={floors} rowKey={(each) => each.window} />;
}

function amount(value: number | null): string {
  return value === null ? words.noFloor : price(value);
}
