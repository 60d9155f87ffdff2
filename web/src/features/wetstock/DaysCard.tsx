import { lazy, Suspense, useState } from "react";
import type { StockSystem } from "../../client/wetStock";
import { Card } from "../../ui/Card";
import { dayName } from "../../ui/dates";
import type { GridColumn } from "../../ui/DataGrid";
import { Segmented } from "../../ui/Segmented";
import { Skeleton } from "../../ui/states";
import { wetStock } from "../../words/wetStock";
import { booksOf, daysOf, type Book, type BookDay } from "./books";

const DataGrid = lazy(async () => ({ default: (await import("../../ui/DataGrid")).DataGrid<BookDay> }));
const words = wetStock.days;
const FIGURES = ["opening", "received", "sold", "book", "closing", "variance", "cumulative"] as const;
const COLUMNS: readonly GridColumn<BookDay>[] = [
  { key: "day", name: words.columns.day, value: ({ day }) => day, show: ({ day }) => dayName(day) },
  ...FIGURES.map((key) => ({
    key,
    name: words.columns[key],
    isNumber: true,
    value: (day: BookDay) => day[key],
    show: (day: BookDay) => (day[key] === null ? "–" : wetStock.tenths(day[key])),
  })),
];

/** The book of each day, to be read, sorted, copied and taken along. */
export function DaysCard({ system, month }: { system: StockSystem; month: string }) {
  const books = booksOf(system);
  const [chosen, choose] = useState<Book>("standard");
  const book = books.includes(chosen) ? chosen : "observed";
  return (
    <Card
      title={words.title}
      hint={words.sentence}
      actions={
        books.length > 1 && (
          <Segmented
            label={words.book}
            name="book"
            options={books.map((value) => ({ value, label: words.kinds[value] }))}
            value={book}
            onChange={choose}
          />
        )
      }
    >
      <Suspense fallback={<Skeleton className="h-96" />}>
        <DataGrid
          label={words.grid(system.system)}
          columns={COLUMNS}
          rows={daysOf(system.days, book)}
          fileName={`wet-stock-${system.system}-${month}-${book}`.replace(/[^\w-]+/g, "-")}
        />
      </Suspense>
    </Card>
  );
}
