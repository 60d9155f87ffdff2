"""Indicative prices of a pricing window: what importers ask at the refinery gate, and what marketers ask at the pump.

A workbook has one sheet for each; both print hundredths, and a zero where a company does not sell a product.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from petroverse.core.country import CountryPack
from petroverse.core.facts import Edition, Finding, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks import price_checks as checks
from petroverse.sources.workbooks.announced import announced, file_name_findings, file_year_findings
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import a1
from petroverse.sources.workbooks.days import day_in, span_in
from petroverse.sources.workbooks.headings import plain, says
from petroverse.sources.workbooks.marks import Marks, read_marks
from petroverse.sources.workbooks.price_facts import PriceContext, add_prices
from petroverse.sources.workbooks.price_table import PriceTable, find_price_tables
from petroverse.sources.workbooks.rows import FactRows, edition_number
from petroverse.sources.workbooks.titles import (
    Title,
    dated_title,
    empty_first_sheets,
    find_title,
    title_above,
    undated_findings,
)
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.windows import window_from

__all__ = ["IndicativePrices"]


class IndicativePrices:
    """Reads the indicative prices of importers and marketers."""

    name = "indicative"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as indicative prices of a span of days."""
        titles = (find_title(each, "title.indicative", pack) for each in book.visible)
        return 0.9 if any(each and _kind(each, pack) for each in titles) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every price of every titled sheet, one edition a sheet.

        Raises:
            UnknownLayout: No titled sheet has a heading row of companies and products, or its title names no days.
        """
        editions: list[Edition] = []
        findings: list[Finding] = list(empty_first_sheets(book))
        rows = FactRows("price")
        for sheet in book.visible:
            marks = read_marks(book.content, sheet.name, fonts=False)
            title = dated_title(hidden.without_hidden(sheet, marks), "title.indicative", pack, book.name)
            span = _span(title, pack) if title else None
            kind = _kind(title, pack) if title else None
            tables = find_price_tables(sheet, marks, pack) if title else ()
            if title is None or span is None or kind is None or not tables:
                continue
            findings += undated_findings(title, sheet.name)
            findings += file_name_findings(book.name, sheet.name, title.cell, title.text, span)
            for table in tables:
                own = title_above(hidden.without_hidden(sheet, marks), table, tables, "title.indicative", pack)
                kind, span = (_kind(own, pack) or kind, _span(own, pack) or span) if own else (kind, span)
                known = announced(book.modified, span, self.name, pack, now)
                number = edition_number(editions, Edition("price", kind, "window", span, known, sheet.name))
                suspicious = list(checks.suspicious_prices(table, sheet.name, pack))
                suspects = frozenset(cell for cell, _ in suspicious)
                add_prices(rows, table, PriceContext(kind, span.start, number, None), suspects, pack)
                findings += _report(table, sheet, marks, pack)
                findings += [finding for _, finding in suspicious]
        prices = rows.table()
        if not any(prices.columns["price"]):
            what = "no sheet has both days in its title and a row of company and product headings"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        findings += file_year_findings(book.name, editions[0].span)
        done = tuple(findings)
        ignored = hidden.ignored_as_hidden(book, done)
        return SourceReading("read", "", pack.name, self.name, tuple(editions), (prices,), done, ignored)


def _span(title: Title, pack: CountryPack) -> Span | None:
    """The days in the title; of one day alone the window that it opens."""
    whole = span_in(title.text)
    day = day_in(title.text)
    return whole or (window_from(day, pack.window_days) if day else None)


def _kind(title: Title, pack: CountryPack) -> str | None:
    if says(title.text, "title.ex_refinery", pack):
        return "indicative_ex_refinery"
    return "indicative_ex_pump" if says(title.text, "title.ex_pump", pack) else None


def _report(table: PriceTable, sheet: Sheet, marks: Marks, pack: CountryPack) -> Iterator[Finding]:
    name = sheet.name
    yield from checks.unknown_products(table, name)
    yield from checks.units_in_doubt(table, name, sheet.rows[table.heading_row])
    yield from _no_prices(table, sheet, pack)
    yield from checks.company_repeats(table, name)
    yield from checks.number_repeats(table, name)
    yield from checks.texts_in_prices(table, name)
    yield from checks.hidden_rows(table, name, max(each.column for each in table.columns))
    yield from hidden.hidden_columns(sheet, marks)


def _no_prices(table: PriceTable, sheet: Sheet, pack: CountryPack) -> Iterator[Finding]:
    """As the check says, from the first company to the last filled row, without products whose price the state sets."""
    fixed = pack.words.get("price.fixed", ())
    columns = [each for each in table.columns if plain(each.product) not in fixed]
    last = max((at for at, row in enumerate(sheet.rows) if any(cell is not None for cell in row)), default=0)
    for each in checks.no_prices(table, sheet.name, columns):
        yield replace(each, cell=f"{each.cell.partition(':')[0]}:{a1(last, columns[-1].column)}")
