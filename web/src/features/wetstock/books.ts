/** The book of each day in one kind of litres: those at 15 °C where there are any, else those that were observed. */
import type { StockDay, StockSystem } from "../../client/wetStock";

export const BOOKS = ["standard", "observed"] as const;
export type Book = (typeof BOOKS)[number];

export interface BookDay {
  day: string;
  opening: number | null;
  received: number | null;
  sold: number | null;
  book: number | null;
  closing: number | null;
  variance: number | null;
  cumulative: number | null;
}

/** The kinds of litres that a month has a book in. */
export function booksOf(system: StockSystem): readonly Book[] {
  return BOOKS.filter((book) => system[book] !== null);
}

export function daysOf(days: readonly StockDay[], book: Book): readonly BookDay[] {
  return days.map((day) => ({
    day: day.day,
    opening: day[`opening_${book}_l`],
    received: day[`received_${book}_l`],
    sold: day[`sold_${book}_l`],
    book: day[`book_${book}_l`],
    closing: day[`closing_${book}_l`],
    variance: day[`variance_${book}_l`],
    cumulative: day[`cumulative_${book}_l`],
  }));
}
