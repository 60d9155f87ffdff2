"""The daily prices at the pump, by company: ``EX-PUMP PRICES … AS AT 12TH APRIL 2024``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from petroverse.core.country import CountryPack
from petroverse.core.facts import Edition, Finding, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import price_checks as checks
from petroverse.sources.workbooks.announced import announced, file_name_findings
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.days import day_in
from petroverse.sources.workbooks.headings import clean, says
from petroverse.sources.workbooks.hidden import ignored_as_hidden, without_hidden
from petroverse.sources.workbooks.marks import Marks, read_marks
from petroverse.sources.workbooks.price_facts import PriceContext, add_prices
from petroverse.sources.workbooks.price_table import PriceTable, find_price_tables
from petroverse.sources.workbooks.rows import FactRows, edition_number
from petroverse.sources.workbooks.titles import dated_title, day_above, empty_first_sheets, find_title, undated_findings
from petroverse.sources.workbooks.verdicts import UnknownLayout

__all__ = ["ExPumpPrices"]


class ExPumpPrices:
    """Reads the daily ex-pump prices of every marketer."""

    name = "ex_pump"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as ex-pump prices of a day."""
        titles = (find_title(each, "title.ex_pump", pack) for each in book.visible)
        other = ("title.indicative", "title.build_up", "title.floor")
        found = [each for each in titles if each and not any(says(each.text, key, pack) for key in other)]
        return 0.9 if found else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every price of every titled sheet, one edition a day.

        Raises:
            UnknownLayout: No titled sheet has a heading row of companies and products, or its title names no day.
        """
        editions: list[Edition] = []
        findings: list[Finding] = list(empty_first_sheets(book))
        rows = FactRows("price")
        for sheet in book.visible:
            marks = read_marks(book.content, sheet.name, fonts=True)
            title = dated_title(without_hidden(sheet, marks), "title.ex_pump", pack, book.name)
            day = day_in(title.text) if title else None
            tables = find_price_tables(sheet, marks, pack) if title else ()
            if title is None or day is None or not tables:
                continue
            findings += undated_findings(title, sheet.name)
            findings += file_name_findings(book.name, sheet.name, title.cell, title.text, _day_span(day))
            for table in tables:
                if len(tables) > 1:
                    day = day_above(without_hidden(sheet, marks), table, tables) or day
                known = announced(book.modified, _day_span(day), self.name, pack, now)
                made = Edition("price", "ex_pump", "day", _day_span(day), known, sheet.name)
                place = _Place(sheet, marks, day, edition_number(editions, made))
                findings += _read_table(rows, table, place, pack)
        prices = rows.table()
        if not any(prices.columns["price"]):
            what = "no sheet has both a day in its title and a row of company and product headings with prices below"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        done = tuple(findings)
        ignored = ignored_as_hidden(book, done)
        return SourceReading("read", "", pack.name, self.name, tuple(editions), (prices,), done, ignored)


def _day_span(day: date) -> Span:
    return Span(day, day + timedelta(days=1))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a table is read from: its sheet and marks, its day, and its edition's number."""

    sheet: Sheet
    marks: Marks
    day: date
    edition: int


def _read_table(rows: FactRows, table: PriceTable, place: _Place, pack: CountryPack) -> list[Finding]:
    sheet, name = place.sheet, place.sheet.name
    suspicious = list(checks.suspicious_prices(table, name, pack))
    suspects = frozenset(cell for cell, _ in suspicious)
    add_prices(rows, table, PriceContext("ex_pump", place.day, place.edition, place.marks.red_cells), suspects, pack)
    shown = tuple(each for each in table.columns if not each.is_hidden)
    texts = {(at, col): clean(str(cell)) for at in table.notes for col, cell in enumerate(sheet.rows[at]) if cell}
    return list(
        chain(
            checks.unknown_products(table, name),
            checks.units_in_doubt(table, name, sheet.rows[table.heading_row]),
            checks.no_prices(table, name, shown),
            checks.colour_revisions(table, name, place.marks.red_cells),
            checks.company_repeats(table, name),
            checks.excess_decimals(table, name, 2),
            _hidden_columns(table, sheet),
            checks.hidden_rows(table, name, max(each.column for each in table.columns)),
            checks.number_repeats(table, name),
            checks.notes_in_table(table, name, texts),
            checks.texts_in_prices(table, name),
            (finding for _, finding in suspicious),
        )
    )


def _hidden_columns(table: PriceTable, sheet: Sheet) -> Iterator[Finding]:
    for each in table.columns:
        if each.is_hidden:
            filled = sum(cell.column is each and cell.kind != "blank" for cell in table.cells)
            note = f"{filled} cells hold something; nothing of it is taken in"
            cell, seen = a1(table.heading_row, each.column), clean(each.heading)
            yield Finding("hidden_column", "blocks", sheet.name, cell, seen, "not shown by the publisher", note)
