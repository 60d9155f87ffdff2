"""The long history of price windows: one row a window, products side by side, the parts of a price under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Final

from petroverse.core.country import CountryPack, window_start
from petroverse.core.facts import Edition, Finding, IgnoredRange, SourceReading
from petroverse.core.times import Span
from petroverse.sources.workbooks import hidden
from petroverse.sources.workbooks.announced import announced
from petroverse.sources.workbooks.book import Book, Sheet
from petroverse.sources.workbooks.cells import Row, a1
from petroverse.sources.workbooks.figures import number_of
from petroverse.sources.workbooks.history_checks import day_faults, heading_faults, unknown_heads
from petroverse.sources.workbooks.history_layout import HistoryLayout, currencies, history_layout, rate_unit_on, unit_on
from petroverse.sources.workbooks.marks import read_marks
from petroverse.sources.workbooks.rows import FactRows
from petroverse.sources.workbooks.sheet_faults import formula_errors, wide_sheet
from petroverse.sources.workbooks.titles import empty_first_sheets, find_title
from petroverse.sources.workbooks.verdicts import UnknownLayout
from petroverse.sources.workbooks.windows import window_from

__all__ = ["HistoricalPrices"]

_SERIES: Final = "historical"


class HistoricalPrices:
    """Reads the history of windows, one edition a sheet and dataset."""

    name = "historical"

    def recognise(self, book: Book, pack: CountryPack) -> float:
        """How surely a sheet is titled as the historical trend of prices."""
        return 0.9 if any(find_title(each, "title.historical", pack) for each in book.visible) else 0.0

    def read(self, book: Book, pack: CountryPack, now: datetime) -> SourceReading:
        """Every part, price and exchange rate of every window.

        Raises:
            UnknownLayout: No sheet has a column of days under headings of products.
        """
        reading = _Reading(book, pack, now)
        for sheet in book.visible:
            reading.take(sheet)
        if not reading.editions:
            what = "no sheet has a column of days under headings of products"
            raise UnknownLayout(what, where=book.name, fix="look whether its headings are pictures; report the file")
        return reading.done()


class _Reading:
    """Gathers what the sheets of one workbook say."""

    def __init__(self, book: Book, pack: CountryPack, now: datetime) -> None:
        self._book, self._pack, self._now, self._name = book, pack, now, "historical"
        self._rows = {name: FactRows(name) for name in ("price_component", "price", "indicator")}
        self._findings: list[Finding] = list(empty_first_sheets(book))
        self._ignored: list[IgnoredRange] = []
        self.editions: list[Edition] = []

    def take(self, sheet: Sheet) -> None:
        """Takes in one sheet, if it is a history."""
        marks = read_marks(self._book.content, sheet.name, fonts=False)
        shown = hidden.without_hidden(sheet, marks)
        layout = history_layout(shown, self._pack)
        self._findings += hidden.hidden_rows(sheet, marks)
        self._findings += hidden.hidden_columns(sheet, marks)
        self._findings += wide_sheet(sheet)
        if layout is None or not layout.columns:
            return
        self._findings += formula_errors(shown, "(blank)")
        self._findings += heading_faults(shown, layout, self._pack)
        self._findings += unknown_heads(shown, layout, self._pack)
        self._findings += day_faults(shown, layout, self._now)
        self._ignored += _left_out(shown, layout)
        editions = self._editions(layout, shown.name)
        for at, day in layout.days.items():
            if at not in layout.skipped:
                self._take_row(shown.rows[at], at, day, layout, editions)

    def _editions(self, layout: HistoryLayout, sheet: str) -> dict[str, int]:
        days = [day for at, day in layout.days.items() if at not in layout.skipped]
        span = Span(min(days), window_from(max(days), self._pack.window_days).end)
        last = Span(max(days), span.end)
        known = announced(self._book.modified, last, self._name, self._pack, self._now)
        numbers = {}
        for name in self._rows:
            if name == "indicator" and layout.rate_column is None:
                continue
            numbers[name] = len(self.editions)
            self.editions.append(Edition(name, _SERIES, "row", span, known, sheet))
        return numbers

    def _take_row(self, row: Row, at: int, day: date, layout: HistoryLayout, editions: dict[str, int]) -> None:
        shared = {"day": day, "window": window_start(day, self._pack.window_days)}
        for each in layout.columns:
            value = number_of(row[each.column])
            if value is None:
                continue
            unit = unit_on(day, each.unit, layout, self._pack)
            cell = a1(at, each.column)
            self._rows["price_component"].add(
                editions["price_component"],
                cell,
                **shared,
                product=each.product,
                component=each.component,
                component_printed=each.printed,
                role=each.role,
                position=each.position,
                value=value,
                unit=unit.printed,
            )
            if each.is_final:
                self._rows["price"].add(
                    editions["price"],
                    cell,
                    **shared,
                    kind="national" if unit.major.startswith(currencies(layout, self._pack)) else "export",
                    product=each.product,
                    price=unit.to_major(value) or None,  # nothing is sold for nothing
                    printed=repr(value),
                    unit=unit.major,
                    standing="good",
                )
        rate = number_of(row[layout.rate_column]) if layout.rate_column is not None else None
        if rate is not None and layout.rate_column is not None:
            self._rows["indicator"].add(
                editions["indicator"],
                a1(at, layout.rate_column),
                **shared,
                indicator="fx_usd",
                indicator_printed=layout.rate_printed,
                value=rate,
                unit=rate_unit_on(day, layout, self._pack),
            )

    def done(self) -> SourceReading:
        """The reading; the whole workbook became known when its latest window did."""
        found = tuple(self._findings)
        tables = tuple(each.table() for each in self._rows.values() if len(each))
        ignored = (*hidden.ignored_as_hidden(self._book, found), *self._ignored)
        latest = max(self.editions, key=lambda edition: edition.span.end).known
        editions = tuple(replace(each, known=latest) for each in self.editions)
        return SourceReading("read", "", self._pack.name, self._name, editions, tables, found, ignored)


def _left_out(sheet: Sheet, layout: HistoryLayout) -> Iterator[IgnoredRange]:
    width = max(each.column for each in layout.columns)
    for at, reason in layout.skipped.items():
        yield IgnoredRange(sheet.name, f"{a1(at, layout.day_column)}:{a1(at, width)}", reason)
    last = max(layout.days)
    filled = [at for at in range(last + 1, len(sheet.rows)) if any(cell is not None for cell in sheet.rows[at])]
    if filled:
        cells = f"{filled[0] + 1}:{filled[-1] + 1}"
        yield IgnoredRange(sheet.name, cells, "notes and undated levies after the series; dated build-ups carry them")
